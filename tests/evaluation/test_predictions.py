import json

from evaluation import predictions

TEXT = "Iraq's prime minister, Mustafa al-Kazemi, said on Monday that US troops would leave. He will visit Washington."


def test_a_brief_refers_to_its_actors_by_their_ids():
    brief = predictions.brief({"id": "a", "text": TEXT, "published_at": "2021-07-26"})
    actors = {actor["id"]: actor["name"] for actor in brief["actors"]}
    assert [actors[quote["speaker"]] for quote in brief["quotes"]] == ["Mustafa al-Kazemi"]
    (visit,) = (event for event in brief["events"] if event["type"] == "CONSULT")
    assert [actors[number] for number in visit["actors"]] == ["Mustafa al-Kazemi"]
    assert [TEXT[start:end] for start, end in visit["triggers"]] == ["visit"]
    assert json.loads(json.dumps(brief))["events"][0]["confidence"] > 0


def test_a_quote_carries_its_speaker_as_written():
    (quote,) = predictions.quotes({"id": "a", "text": TEXT, "date": "2021-07-26"})["quotes"]
    speaker = quote["speaker"]
    assert TEXT[speaker["start"] : speaker["end"]] == speaker["text"]
    assert speaker["text"] == "Iraq's prime minister"
    assert [TEXT[start:end] for start, end in quote["content"]] == ["US troops would leave"]
    assert (quote["cue_text"], quote["type"]) == ("said", "indirect")


def test_actors_come_with_their_pronouns_and_places_beside_them():
    text = "Anna Kurz lives in Oslo. She wants peace."
    actors = predictions.actors({"id": "a", "text": text})["actors"]
    words = [[text[mention["start"] : mention["end"]] for mention in actor["mentions"]] for actor in actors]
    assert words == [["Anna Kurz", "She"], ["Oslo"]]


def test_dates_are_timex_values_and_a_range_is_its_ends():
    line = predictions.dates({"id": "a", "text": "He ruled from 2003 to 2006.", "dct": "2021-07-26T10:00"})
    assert [(date["value"], date["type"]) for date in line["dates"]] == [("2003", "DATE"), ("2006", "DATE")]


def test_a_date_without_a_time_of_publication():
    line = predictions.dates({"id": "a", "text": "In 2003.", "dct": None})
    assert [date["value"] for date in line["dates"]] == ["2003"]


def test_an_intention_is_coded_as_one():
    line = predictions.coded_events({"id": "a", "text": "France will provide food aid to Mali."})
    assert [event["plover"] for event in line["events"]] == ["AGREE"]
    assert line["events"][0]["source"] == ["France"]


def test_every_trigger_is_told_as_an_event():
    text = "Rebels attacked Aleppo on Monday. The attack killed ten soldiers."
    told = predictions.told_events({"id": "a", "text": text})["events"]
    assert all(len(event["trigger"]) == 1 for event in told)
    assert {text[start:end] for event in told for start, end in event["trigger"]} >= {"attacked", "attack"}


def test_a_stance_names_holder_and_matter():
    line = predictions.stances({"id": "a", "text": "Iran opposes the presence of US troops in Iraq."})
    assert {position["stance"] for position in line["positions"]} == {"oppose"}
    assert {position["source"] for position in line["positions"]} == {"Iran"}
    assert any("troops" in position["target"] for position in line["positions"])
