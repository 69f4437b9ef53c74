"""Meetings: who meets whom, where and when; held, planned, refused, denied; each occasion once."""

from __future__ import annotations

import pytest

from tests.accounts import told

TALKS, CONFERENCE, CALL, VISIT, NEWS = "Talks", "Conference", "PhoneCall", "Visit", "NewsConference"


@pytest.mark.parametrize(
    ("text", "who", "kind", "status", "place", "when"),
    [
        (
            "Peruvian Foreign Minister Ana Ruiz met her Norwegian counterpart Bo Lund in Vienna on Tuesday.",
            {"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Vienna", "2019-05-14",
        ),
        (
            "Peruvian Foreign Minister Ana Ruiz will hold talks with Norwegian Prime Minister Bo Lund "
            "in Geneva next month.",
            {"Ana Ruiz", "Bo Lund"}, TALKS, "planned", "Geneva", "2019-06",
        ),
        (
            "The foreign ministers of Chad, Niger and Mali will meet in Tunis on Saturday. Mali and Niger agreed.",
            {"Chad", "Niger", "Mali"}, TALKS, "planned", "Tunis", "2019-05-18",
        ),
        (
            "President Ana Ruiz spoke with Prime Minister Bo Lund by telephone on Monday.",
            {"Ana Ruiz", "Bo Lund"}, CALL, "held", None, "2019-05-13",
        ),
        (
            "President Ana Ruiz telephoned Prime Minister Bo Lund on Friday to discuss the border.",
            {"Ana Ruiz", "Bo Lund"}, CALL, "held", None, "2019-05-10",
        ),
        (
            "President Ana Ruiz flew to Nairobi on Tuesday for talks with Prime Minister Bo Lund.",
            {"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Nairobi", None,
        ),
        (
            "A meeting between President Ana Ruiz and Prime Minister Bo Lund, scheduled for June in "
            "Lisbon, was called off.",
            {"Ana Ruiz", "Bo Lund"}, TALKS, "refused", "Lisbon", "2019-06",
        ),
        (
            "President Ana Ruiz and Prime Minister Bo Lund held a joint news conference in Madrid on Sunday.",
            {"Ana Ruiz", "Bo Lund"}, NEWS, "held", "Madrid", "2019-05-12",
        ),
        (
            "Ana Ruiz will visit Ankara on Monday.",
            {"Ana Ruiz"}, VISIT, "planned", "Ankara", "2019-05-20",
        ),
        (
            "Leaders of Japan, South Korea and China will gather in Seoul on May 26 for a summit.",
            {"Japan", "South Korea", "China"}, CONFERENCE, "planned", "Seoul", "2019-05-26",
        ),
        (
            "@ President Ana Ruiz, left, shakes hands with Prime Minister Bo Lund after a meeting in "
            "Paris, January 23, 2011.",
            {"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Paris", "2011-01-23",
        ),
    ],
)  # fmt: skip
def test_a_meeting_is_read(
    text: str, who: set[str], kind: str, status: str, place: str | None, when: str | None
) -> None:
    (meeting,) = told(text).met()
    assert meeting[:4] == (who, kind, status, place)
    assert when is None or meeting[4] == when


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz told a news conference in Lima on Friday that the talks had failed.",
        "Ana Ruiz said in an interview on Friday that peace was near.",
        "The rebels met fierce resistance near Aden on Monday.",
        "The proposal met with criticism in Paris on Tuesday.",
        "The country has to meet the deadline in June.",
        "Government troops and rebels clashed in Aden on Sunday.",
        "The peace process has gone on for years.",
        "Norway called for talks between Chad and Niger.",
        "The talk show will be broadcast from Rome on Friday.",
        "Peru needs talks with Chile.",
        "The cabinet meeting in Lima lasted an hour.",
        "President Ana Ruiz called Prime Minister Bo Lund a liar on Friday.",
        "Troops loyal to the president met rebels near Aden on Thursday in the fiercest battle for months.",
        "Chile meet Peru in Santiago on Friday in a World Cup qualifier.",
        "Shareholders of Petrogas will meet in Oslo on Tuesday.",
        "The cabinet met in Lima on Wednesday to approve the budget.",
        "Police met protesters with tear gas in Nairobi on Thursday.",
        "The two rivers meet at Khartoum.",
        "Analysts spoke of a meeting of minds in Vienna.",
        "Ana Ruiz said the peace process was in danger.",
        "Mali has so far refused to negotiate with Niger.",
        "A court in Lima summoned former President Ana Ruiz on Monday. Ana Ruiz appealed.",
        "A conference of dentists on gums will open in Lisbon in June.",
        "Ana Ruiz briefed reporters in Lima on Monday.",
        "Ana Ruiz met her husband in Lima on Monday.",
        "Ana Ruiz signed the guest book in Lima on Monday.",
        "Chile accused the government of Peru of negotiating with terrorists in Lima.",
        "The talk of the town in Vienna was the waltz. Ana Ruiz danced.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert told(text).met() == []


def test_many_sentences_tell_of_one_occasion() -> None:
    account = told(
        "# Peru and Norway end Vienna talks\n"
        "Peruvian Foreign Minister Ana Ruiz met Norwegian Prime Minister Bo Lund in Vienna on Tuesday.\n"
        "The talks lasted nine hours. Neither side gave details after the meeting.\n"
        "It was their first meeting since 2014."
    )
    (meeting,) = account.meetings
    assert len(meeting.evidence) >= 4
    assert account.names(meeting.participants) == {"Ana Ruiz", "Bo Lund"}


def test_what_was_planned_in_one_article_and_held_in_another_is_one() -> None:
    account = told(
        "# Talks due in Tunis\nThe foreign ministers of Chad, Niger and Mali will hold talks in Tunis "
        "on Saturday. Niger and Mali agreed.",
        "# Tunis talks end\nThe foreign ministers of Chad, Niger and Mali held talks in Tunis on "
        "Saturday. Niger and Mali agreed.",
        issued=None,
    )
    (meeting,) = account.meetings
    assert meeting.status.value == "held"
    assert {passage.article for passage in meeting.evidence} == {0, 1}


def test_different_days_are_different_meetings() -> None:
    account = told(
        "President Ana Ruiz met Prime Minister Bo Lund in Vienna on Monday. Ruiz will meet Lund in Rome on Saturday.",
    )
    assert [(m[2], m[3]) for m in account.met()] == [("held", "Vienna"), ("planned", "Rome")]


def test_separate_meetings_of_one_sentence_are_told_apart() -> None:
    account = told(
        "On Monday President Ana Ruiz met separately with Prime Minister Bo Lund and with Foreign "
        "Minister Carla Diaz in Bern."
    )
    assert sorted(sorted(m[0]) for m in account.met()) == [["Ana Ruiz", "Bo Lund"], ["Ana Ruiz", "Carla Diaz"]]


def test_who_will_not_come_takes_no_part() -> None:
    account = told(
        "President Ana Ruiz will host talks between Chad and Niger in Nairobi next month. "
        "Chad said it would not attend the Nairobi talks."
    )
    (meeting,) = account.meetings
    assert account.names(meeting.participants) == {"Ana Ruiz", "Niger"}
    assert account.names(meeting.hosts) == {"Ana Ruiz"}
    assert meeting.status.value == "planned"


def test_a_denied_meeting_is_denied() -> None:
    account = told(
        "Peruvian Foreign Minister Ana Ruiz denied that she had met Prime Minister Bo Lund in London last week."
    )
    assert [(m[0], m[2], m[3]) for m in account.met()] == [({"Ana Ruiz", "Bo Lund"}, "denied", "London")]


def test_hearsay_that_is_soon_called_untrue_is_denied() -> None:
    account = told(
        "A newspaper cited sources saying that President Ana Ruiz allegedly made a trip to Tunis last month. "
        "“This is not true,” Ruiz said."
    )
    assert [m[2] for m in account.met()] == ["denied"]


def test_a_city_before_the_noun_is_the_place_and_a_country_is_the_topic() -> None:
    (meeting,) = told(
        "President Ana Ruiz and Prime Minister Bo Lund returned to the Yemen talks in Geneva on Monday."
    ).meetings
    assert meeting.place is not None
    assert meeting.place.name == "Geneva"


def test_an_exact_day_is_never_made_up() -> None:
    (meeting,) = told("President Ana Ruiz met Prime Minister Bo Lund in Vienna on Tuesday.", issued=None).meetings
    assert meeting.when is not None
    assert (meeting.when.value, meeting.when.text) == (None, "on Tuesday")


def test_a_year_of_another_date_is_not_the_meetings() -> None:
    (meeting,) = told(
        "President Ana Ruiz met Prime Minister Bo Lund in Vienna for the first time since June 2014."
    ).meetings
    assert meeting.when is None


def test_a_broker_hosts_and_a_topic_is_kept() -> None:
    account = told("U.N.-brokered talks on prisoners opened in Geneva on Monday. The U.N. was pleased.")
    (meeting,) = account.meetings
    assert meeting.hosts == meeting.participants != ()
    assert meeting.about == ("prisoners",)


def test_who_walks_out_has_been_there() -> None:
    account = told("Rebel delegates fled. South Sudan's rebels walked out of the talks in Addis Ababa on Tuesday.")
    (meeting,) = account.meetings
    assert meeting.place is not None
    assert meeting.place.name == "Addis Ababa"
    assert account.names(meeting.participants)


def test_an_earlier_meeting_is_not_the_one_spoken_of() -> None:
    account = told(
        "President Ana Ruiz met Prime Minister Bo Lund in Vienna on Tuesday. "
        "The two, who last met in Rome in February, agreed to meet again."
    )
    assert [(m[3], m[4]) for m in account.met() if m[2] == "held"] == [("Vienna", "2019-05-14"), ("Rome", "2019-02")]


def test_a_journey_with_a_purpose_is_a_visit() -> None:
    account = told("President Ana Ruiz will travel to Paris on Friday to sign a pact with Prime Minister Bo Lund.")
    assert account.met() == [({"Ana Ruiz", "Bo Lund"}, "Visit", "planned", "Paris", "2019-05-17")]


_PAIR = "Chilean President Ana Ruiz and Peruvian President Bo Lund"


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (f"{_PAIR} also met on Tuesday.", [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", None, "2019-05-14")]),
        (
            f"{_PAIR} met at Arequipa on Saturday, two days after Bolivian President Tomas Vega cancelled his summit "
            "with Ruiz.",
            [
                ({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Arequipa", "2019-05-11"),
                ({"Ana Ruiz", "Tomas Vega"}, TALKS, "refused", None, None),
            ],
        ),
        (
            "Chile withdrew the invitation to Peruvian President Bo Lund to visit Santiago in June.",
            [({"Bo Lund", "Chile"}, VISIT, "refused", "Santiago", "2019-06")],
        ),
        (
            "Brazil has extended an invitation to Peruvian President Bo Lund to visit Brazil.",
            [({"Bo Lund", "Brazil"}, VISIT, "planned", "Brazil", None)],
        ),
        (
            "Peruvian President Bo Lund told the commission about his visit to Nairobi in May 2018. "
            "The visit produced no agreement.",
            [({"Bo Lund"}, VISIT, "held", "Nairobi", "2018-05")],
        ),
        (
            f"{_PAIR} met in Minsk on Monday. Bolivian President Tomas Vega hosted the summit.",
            [({"Ana Ruiz", "Bo Lund", "Tomas Vega"}, CONFERENCE, "held", "Minsk", "2019-05-13")],
        ),
        (
            f"{_PAIR} held talks at Camp David on Monday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Camp David", "2019-05-13")],
        ),
        (
            "Peruvian President Bo Lund visited the People's Republic of China.",
            [({"Bo Lund"}, VISIT, "held", "People's Republic of China", None)],
        ),
        (
            "The talks between Chilean President Ana Ruiz and Peruvian President Bo Lund collapsed in Paris on Friday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Paris", "2019-05-10")],
        ),
        (
            "Peruvian President Bo Lund met Chilean President Ana Ruiz in Lima from May 9 to May 11.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Lima", "2019-05-09")],
        ),
        (
            "Peruvian President Bo Lund spoke by telephone with Chilean President Ana Ruiz, Bolivian President "
            "Tomas Vega and several party leaders on Friday.",
            [({"Ana Ruiz", "Bo Lund", "Tomas Vega"}, CALL, "held", None, "2019-05-10")],
        ),
        (
            f"{_PAIR} signed the treaty at the White House on Tuesday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "White House", "2019-05-14")],
        ),
    ],
)
def test_each_occasion_keeps_its_own_people_place_and_course(text: str, met: list[tuple[object, ...]]) -> None:
    assert told(text).met() == met


def test_what_is_told_of_another_place_is_another_occasion() -> None:
    met = told(f"{_PAIR} met on Monday. Lund had attended a summit in Brussels in March 2018.").met()
    assert [(place, when) for *_, place, when in met] == [(None, "2019-05-13"), ("Brussels", "2018-03")]


def test_his_summit_is_of_whoever_cancelled_it() -> None:
    met = told(f"{_PAIR} met on Saturday, after U.S. President Tomas Vega cancelled his summit with Ruiz.").met()
    assert [(who, status) for who, _, status, *_ in met] == [
        ({"Ana Ruiz", "Bo Lund"}, "held"),
        ({"Ana Ruiz", "Tomas Vega"}, "refused"),
    ]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (  # those who have others come
            "Greece summoned the Turkish ambassador on Tuesday. Turkey protested.",
            [({"Greece", "Turkish ambassador"}, TALKS, "held", None, "2019-05-14")],
        ),
        (
            "Ana Ruiz briefed the Security Council on Monday by video link.",
            [({"Ana Ruiz", "Security Council"}, CALL, "held", None, "2019-05-13")],
        ),
        (
            "Peruvian President Bo Lund invited Chilean President Ana Ruiz to Lima in June.",
            [({"Ana Ruiz", "Bo Lund"}, VISIT, "planned", "Lima", "2019-06")],
        ),
        (
            "Mediator Ana Ruiz flew on to Kampala to see the rebel leader Bo Lund.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Kampala", None)],
        ),
        (
            "Peruvian President Bo Lund flew to Nairobi, where he will hold talks with Kenyan President Ana Ruiz on Friday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "planned", "Nairobi", "2019-05-17")],
        ),
        (  # who is somewhere for talks
            "Peruvian Foreign Minister Bo Lund is due in Washington in June for talks with Chilean envoy Ana Ruiz.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "planned", "Washington", "2019-06")],
        ),
        (
            "Peruvian Foreign Minister Bo Lund was in Oslo on Tuesday for talks with Chilean envoy Ana Ruiz.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Oslo", "2019-05-14")],
        ),
        (  # lists of states, and words for them
            "The presidents of Mali, Niger and Chad met in Tunis on Monday. The foreign ministers of the three states "
            "will meet in Dakar in June.",
            [
                ({"Mali", "Niger", "Chad"}, TALKS, "held", "Tunis", "2019-05-13"),
                ({"Mali", "Niger", "Chad"}, TALKS, "planned", "Dakar", "2019-06"),
            ],
        ),
        (
            "The leaders of Mali and Niger agreed on a truce on Tuesday after 16 hours of talks in Tunis.",
            [({"Mali", "Niger"}, TALKS, "held", "Tunis", "2019-05-14")],
        ),
        (
            "The foreign ministers of the Arab League will meet in Baghdad on Tuesday.",
            [({"Arab League"}, CONFERENCE, "planned", "Baghdad", "2019-05-21")],
        ),
        (
            "Peruvian President Bo Lund met the leaders of the parties in Lima on Monday.",
            [({"Bo Lund"}, TALKS, "held", "Lima", "2019-05-13")],
        ),
        (  # what stands between
            "Chilean envoy Ana Ruiz conferred for more than an hour with Peruvian Foreign Minister Bo Lund in Lima.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Lima", None)],
        ),
        (
            "BOGOTA, May 16 - Peruvian President Bo Lund met here on Tuesday with a delegation led by Ana Ruiz.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Bogota", "2019-05-14")],
        ),
        (
            f"{_PAIR} will meet in the Kenyan capital on Friday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "planned", "Nairobi", "2019-05-17")],
        ),
        (
            f"Mali said that {_PAIR} had last talked by telephone in January.",
            [({"Ana Ruiz", "Bo Lund"}, CALL, "held", None, "2019-01")],
        ),
        (
            f"{_PAIR} held a video conference on Monday.",
            [({"Ana Ruiz", "Bo Lund"}, CALL, "held", None, "2019-05-13")],
        ),
        (
            "Mali and Niger agreed on Tuesday to stop the raids, after ten days of talks in Tunis.",
            [({"Mali", "Niger"}, TALKS, "held", "Tunis", "2019-05-14")],
        ),
        (
            "The Malian government and Tuareg rebels signed a truce. Commanders from both sides will meet in Dakar in June.",
            [({"Mali", "Tuareg rebels"}, TALKS, "planned", "Dakar", "2019-06")],
        ),
        (
            "Peruvian Foreign Minister Bo Lund met Chilean envoy Ana Ruiz at the border village of Kesra on Monday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", "Kesra", "2019-05-13")],
        ),
        (
            "Peruvian President Bo Lund met the head of the General National Congress, Ana Ruiz, on Monday.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "held", None, "2019-05-13")],
        ),
        (
            "NAIROBI, May 16 - The foreign ministers of Mali, Niger and Chad signed a pact here on Tuesday. The ministers "
            "will meet in Dakar in June.",
            [
                ({"Mali", "Niger", "Chad"}, TALKS, "held", "Nairobi", "2019-05-14"),
                ({"Mali", "Niger", "Chad"}, TALKS, "planned", "Dakar", "2019-06"),
            ],
        ),
        (
            "Ana Ruiz said that experts from several countries meeting in Geneva would go on.",
            [({"experts"}, TALKS, "held", "Geneva", None)],
        ),
        (
            "An international conference on fishing will open in Paris in June.",
            [(set(), CONFERENCE, "planned", "Paris", "2019-06")],
        ),
        (  # signings, by states and with witnesses
            "Mali and Niger signed a border treaty in Tunis on Monday.",
            [({"Mali", "Niger"}, TALKS, "held", "Tunis", "2019-05-13")],
        ),
        (  # what becomes of them
            "Chilean President Ana Ruiz proposed a summit with Peruvian President Bo Lund in Vienna.",
            [({"Ana Ruiz", "Bo Lund"}, TALKS, "planned", "Vienna", None)],
        ),
        (
            "Chile denied that its president had held talks with Peruvian generals in Cusco.",
            [({"Chile"}, TALKS, "denied", "Cusco", None)],
        ),
        (
            "Next year's conference will be hosted by Norway in Glasgow.",
            [({"Norway"}, CONFERENCE, "planned", "Glasgow", "2020")],
        ),
    ],
)  # fmt: skip
def test_ways_to_tell_of_a_meeting(text: str, met: list[tuple[object, ...]]) -> None:
    assert told(text).met() == met


def test_a_meeting_beside_a_summit_is_its_own() -> None:
    text = (
        "The presidents of Mali, Niger, Chad and Togo met in Tunis on Monday. On the sidelines of the meeting, Malian "
        "President Ana Ruiz held a bilateral meeting with Togolese President Bo Lund."
    )
    first, second = told(text).met()
    assert first[0] == {"Mali", "Niger", "Chad", "Togo"}
    assert second[0] == {"Ana Ruiz", "Bo Lund"}


def test_a_news_conference_after_talks_is_where_and_when_they_were() -> None:
    met = told(f"{_PAIR} held talks in Lima on Monday and then gave a joint news conference.").met()
    assert [(kind, place, when) for _, kind, _, place, when in met] == [
        (TALKS, "Lima", "2019-05-13"),
        (NEWS, "Lima", "2019-05-13"),
    ]


def test_who_meets_the_ministers_of_others_is_there_too() -> None:
    text = "Ana Ruiz and the foreign ministers of Mali, Niger and Chad planned to meet in Lima on Sunday. Ruiz left."
    assert told(text).met()[0][0] == {"Ana Ruiz", "Mali", "Niger", "Chad"}
