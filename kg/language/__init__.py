"""The English pipeline: the bundled model, its training, one adapter over dependency labels."""
