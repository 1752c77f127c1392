"""Feeds in every state: which entries there are, in which order, and what is refused."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFileError
from bot.feeds.entries import from_lines, to_lines
from tests.feeds.feed_documents import LONG, atom, atom_entry, json_feed, only, read, titles
from tests.feeds.website import item, rss
from tests.support.rounds import rounds

MANY = rounds(1_500, full=10_000)  # entries of a feed

# Which entries, in which order


def test_entries_come_oldest_first_however_the_feed_has_them() -> None:
    three = [item(number, LONG) for number in (1, 2, 3)]
    wanted = ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert titles(read(rss(*three))) == wanted
    assert titles(read(rss(*three, newest_first=False))) == wanted
    assert titles(read(rss(three[1], three[2], three[0]))) == wanted


def test_undated_entries_keep_the_feed_s_order_and_their_neighbours() -> None:
    undated = [item(number, LONG, pubDate="") for number in (1, 2, 3)]
    found = read(rss(*undated, newest_first=False))
    assert titles(found) == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert any("no date" in warning for warning in found.warnings)
    mixed = [item(1, LONG), item(2, LONG, pubDate=""), item(3, LONG)]
    assert titles(read(rss(*mixed))) == ["Chapter 1", "Chapter 2", "Chapter 3"]


@pytest.mark.parametrize(
    "date", ["soon", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 2024 99:99:99", "0000-00-00", "9" * 400]
)
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    assert only(read(rss(item(1, LONG, pubDate=date)))).published_at is None


def test_without_an_id_the_link_tells_and_without_a_link_the_words() -> None:
    by_link = read(rss(item(1, LONG, guid="")))
    assert only(by_link).key == "https://example.org/chapters/1"
    assert any("no id" in warning for warning in by_link.warnings)
    one, two = (only(read(rss(item(1, text, guid="", link="")))) for text in ("<p>One.</p>", "<p>Two.</p>"))
    again = only(read(rss(item(1, "<p>One.</p>", guid="", link=""))))
    assert one.key == again.key != two.key != ""


def test_an_id_of_several_entries_tells_nothing() -> None:
    found = read(rss(item(1, LONG, guid="https://example.org"), item(2, LONG, guid="https://example.org")))
    assert [entry.key[-1] for entry in found.entries] == ["1", "2"]


def test_of_several_versions_of_an_entry_the_latest_counts() -> None:
    old, new = (
        item(1, "<p>Old.</p>"),
        item(2, "<p>New.</p>", guid="tag:example.org,2023:1", link="/chapters/1"),
    )
    for feed_ in (rss(old, new), rss(new, old)):
        assert only(read(feed_)).text == "New."


@pytest.mark.proofs
def test_thousands_of_entries_are_as_many_chapters() -> None:
    found = read(json_feed(*({"id": f"{n}", "content_html": f"<p>{n}</p>"} for n in range(MANY))))
    assert [entry.key for entry in found.entries] == [f"{n}" for n in range(MANY)]


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss()).entries == read(atom()).entries == read(json_feed()).entries == ()


# What is broken, and what is hostile


def refusal(data: str | bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(data)
    return str(refused.value)


def test_a_page_that_poses_as_a_feed_is_told_with_where_its_feed_is() -> None:
    page = "<!DOCTYPE html><html><head>{}</head><body><p>Hello.</p></body></html>"
    assert "is a web page, not a feed" in refusal(page.format(""))
    link = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    assert "its feed seems to be https://example.org/rss" in refusal(page.format(link))


@pytest.mark.parametrize(
    "data", [b"", b"\0\0", b"Hello.", b"{}", b"[1]", b'{"version": 1}', b"{" * 200_000, b"/etc/passwd"]
)
def test_what_is_no_feed_is_refused_in_a_sentence(data: bytes) -> None:
    assert refusal(data).endswith(".")


@pytest.mark.parametrize(
    ("declared", "encoding", "content_type"),
    [
        ("utf-8", "cp1252", ""),
        ("iso-8859-1", "utf-8", "text/xml; charset=utf-8"),
        ("windows-1252", "cp1252", "text/xml"),
        ("utf-16", "utf-16", "application/rss+xml"),
        ("no-such-thing", "utf-8", "application/xml"),
    ],
)
def test_letters_survive_a_wrong_encoding(declared: str, encoding: str, content_type: str) -> None:
    text = (
        "<p>Zoë’s café lay “by the sea”, he said — and left again. The boat went on down the river, and the "
        "day’s end came. “What then?” she said, and looked at what was left of the bread.</p>"
    ) * 5
    data = rss(item(1, text)).replace('encoding="utf-8"', f'encoding="{declared}"').encode(encoding)
    assert only(read(data, content_type)).text.startswith("Zoë’s café lay “by the sea”, he said — and")


def test_a_damaged_character_harms_no_other() -> None:
    data = rss(item(1, "<p>Zoë’s café lay “by the sea”, he said — XX.</p>" * 9)).encode()
    assert "Zoë’s café lay “by the sea”, he said — �" in only(read(data.replace(b"XX", b"\xe9", 1))).text


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = rss(item(1, LONG), item(2, LONG), newest_first=False)
    found = read(whole[: whole.index("Chapter 2") + 9])
    assert titles(found)[0] == "Chapter 1"
    assert any("not well formed" in warning for warning in found.warnings)


def test_entities_of_the_feed_s_own_fetch_nothing_and_do_not_swell() -> None:
    secret = '<!ENTITY s SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
    swell = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)).replace("&a0;", "&a;")
    hostile = rss(item(1, "<p>x</p>", title="TITLE")).replace("<rss", f"<!DOCTYPE rss [{secret}{swell}]><rss")
    for name in ("s", "a8"):
        entry = only(read(hostile.replace("TITLE", f"T&{name};")))
        assert "root" not in entry.title
        assert len(entry.title) < 1_000


def test_a_body_nested_too_deeply_is_left_out_and_the_others_stay() -> None:
    found = read(rss(item(1, "<div>" * 5_000 + "x"), item(2, LONG)))
    assert [bool(entry.text) for entry in found.entries] == [False, True]


def test_halves_of_characters_do_not_get_in() -> None:
    names = ("id", "title", "url", "content_html", "summary")
    halves = dict.fromkeys(names, "https://x\ud800")
    found = read(json_feed(halves, title="x\ud800", home_page_url="/\ud800"))
    (entry,) = found.entries
    shown = (found.title, found.link, entry.key, entry.title, entry.link, entry.text, entry.summary)
    assert all(text.encode() for text in shown)
    in_xml = rss(item(1, LONG, title="HALF"), title="HALF")
    for half in ("&#xD800;", "&#55296;", "&#x110000;", "&#99999999999;", "&amp;#xD800;"):
        assert refusal_or_feed(in_xml.replace("HALF", half)).encode()


def refusal_or_feed(data: str) -> str:
    """What a librarian sees of a feed."""
    try:
        found = read(data)
    except UnreadableFileError as error:
        return str(error)
    return f"{found.title}, {only(found).title}, {only(found).text}"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    try:
        read(data)
    except UnreadableFileError as error:
        assert str(error)


WHOLE = [
    rss(item(1, LONG), item(2, "", description="A boat lies still.", author="a@b.c (A)")).encode(),
    atom(atom_entry(1, f"<link href='/1'/><content type='html'>{escape(LONG)}</content>")).encode(),
    json_feed({"id": "1", "url": "/1", "content_html": LONG, "authors": [{"name": "A"}]}).encode(),
]
PIECES = [
    b"",
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"</",
    b"<!",
    b"&#xD800;",
    b"\0",
    b"\xff",
    b"[",
    b"{",
    b'href="//["',
    b"null",
]
splices = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 20), st.sampled_from(PIECES)), min_size=1, max_size=6
)


@given(st.sampled_from(WHOLE), splices)
def test_any_damage_leaves_a_feed_or_a_refusal(data: bytes, damage: list[tuple[float, int, bytes]]) -> None:
    for where, gone, put in damage:
        at = int(where * len(data))
        data = data[:at] + put + data[at + gone :]
    try:
        found = read(data)
    except UnreadableFileError as error:
        assert str(error)
    else:
        assert all(entry.key for entry in found.entries)


texts = st.text(st.characters(codec="utf-8"), max_size=60)
anything = st.recursive(
    st.none() | st.integers() | texts, lambda inner: st.lists(inner, max_size=3), max_leaves=4
)
names = st.sampled_from(
    [
        "id",
        "url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "date_modified",
        "author",
        "authors",
    ]
)


@given(st.lists(st.dictionaries(names, anything), max_size=6))
def test_whatever_json_entries_hold_each_has_a_key_of_its_own(items: list[dict[str, object]]) -> None:
    found = read(json_feed(*items))
    keys = [entry.key for entry in found.entries]
    assert all(keys)
    assert len(set(keys)) == len(keys) <= len(items)
    assert from_lines([line.encode() for line in to_lines(found)]) == found


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), max_size=12))
def test_dated_entries_are_in_order_and_none_is_lost(days: list[tuple[int, bool]]) -> None:
    items = [
        item(at, LONG[:80], pubDate="" if undated else f"{day % 28 + 1} Jan 2024 10:00:00 GMT")
        for at, (day, undated) in enumerate(days)
    ]
    found = read(rss(*items))
    dates = [entry.published_at for entry in found.entries if entry.published_at is not None]
    assert dates == sorted(dates)
    assert len(found.entries) == len(items)
