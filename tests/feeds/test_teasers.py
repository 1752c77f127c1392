"""Which entries are whole chapters, and which only lead to one."""

from __future__ import annotations

import re
import time

import pytest

from bot.feeds.formats.teaser_words import READ_ON
from tests.feeds.feed_documents import LONG, only, read
from tests.feeds.website import item, rss


def is_whole(ending: str) -> bool:
    return bool(only(read(rss(item(1, LONG + ending)))).text)


CALLS = [
    "<p>He opened the door and… <a href='/x'>(more…)</a></p>",
    "<p>He opened the door and (more…)</p>",
    "<p>He opened the door and… <a href='/chapters/1'>example.org/1</a></p>",
    "<p><a href='/x'>More »</a></p>",
    "<p><a href='/x'>Read on →</a></p>",
    "<p><a href='/x'>Continue reading</a></p>",
    "<p>Continue reading “The Ferry” →</p>",
    "<p><a href='/x'>Continue reading The Ferry at Night</a></p>",
    "<p><a href='/x'>Keep reading</a></p>",
    "<p><a href='/chapters/1'>Read it on Royal Road</a></p>",
    "<p><a href='/x'>Read more about Chapter 1</a></p>",
    "<p><a href='/x'>Read more on my blog</a></p>",
    "<p><a href='/x'>See the rest of the story over at the lighthouse</a></p>",
    "<p>View the full post here.</p>",
    "<p>Read the entire chapter on Patreon</p>",
    "<p><a href='/x'>Click here for the rest</a></p>",
    "<p>Head over to my site to read the rest: <a href='/x'>click here to read the rest</a></p>",
    "<p>Go to <a href='/x'>my site</a> for the rest of the chapter.</p>",
    "<p>Visit my blog to read the rest</p>",
    "<p>You can read the rest <a href='/x'>here</a>.</p>",
    "<p>The rest of the chapter is <a href='/x'>on my site</a>.</p>",
    "<p>Read more... (1,234 words)</p>",
    "<p>Full chapter: https://example.org/chapters/1</p>",
    "<p>He opened the door and… <a href='/x'>continue</a></p>",
    "<p>It rained.</p><p><a class='more-link' href='/x'>Ostatak ispod</a></p>",
    "<p><a href='/x'>Read more</a></p><p>Share this: Tumblr</p>",
    "<p><a href='/x'>Read more</a></p><p>The post <a href='/1'>Dusk</a> appeared first on <a>Blog</a>.</p>",
    "<p>und dann […]</p><p>Der Beitrag <a>Dusk</a> erschien zuerst auf <a>Blog</a>.</p>",
    "<p><a href='/x'>„Chapter 1“ weiterlesen</a></p>",
    "<p><a href='/x'>Continuer la lecture de «&nbsp;Chapter 1&nbsp;»</a></p>",
    "<p><a href='/x'>Читать далее «Chapter 1» →</a></p>",
    "<p><a href='/x'>“Chapter 1”の続きを読む</a></p>",
    "<p><a href='/x'>Mehr →</a></p>",
    "<p><a href='/x'>আরও পড়ুন →</a></p>",
    "<p><a href='/x'>مزید پڑھیں</a></p>",
    "<p>Прочетете още…</p>",
    "<p><a href='/x'>Pročitaj više »</a></p>",
    "<p><a href='/x'>Čítajte ďalej</a></p>",
    "<p><a href='/x'>Basahin pa</a></p>",
]
FOR_MEMBERS = [
    "<h4>This post is for paid subscribers</h4>",
    "<p>This post is for subscribers on the Keeper tier only</p><p><a href='/s'>Upgrade Now</a></p>",
    "<p>This post is for paying subscribers only</p><p>Already have an account? Sign in</p>",
    "<p>This is a free preview of a paid episode. To hear more, visit example.org</p>",
    "<p>Subscribe to The Ferry to keep reading this post and get 7 days of free access.</p>",
    "<p>Keep reading with a 7-day free trial</p>",
    "<p>Become a member to unlock this post.</p>",
    "<p>This is a subscriber-only post.</p>",
    "<p>To continue reading, become a patron.</p>",
    "<p>Support me on Patreon to read this chapter.</p>",
    "<p>Unlock this post by becoming a member.</p>",
    "<p>To read the rest of this chapter, please log in.</p>",
    "<p>This content is available to patrons only.</p>",
    "<p>This content is password protected. To view it please enter your password below:</p>",
    "<form><p>Niečo iné</p><input name='post_password' type='password'/></form>",
    "<p>Dieser Inhalt ist passwortgeschützt. Um ihn anzuschauen, gib dein Passwort bitte unten ein:</p>",
    "<p>by owl</p><p>Words: 1,000, Chapters: 2/?, Language: English</p><ul><li>Fandoms: X</li></ul>",
    "<p>Эта запись доступна только подписчикам.</p>",
    "<p>Ten wpis jest chroniony hasłem.</p>",
    "<p>この記事は会員限定です。</p>",
    "<p>이 글은 유료 구독자만 볼 수 있습니다.</p>",
    "<p>本文仅限会员阅读</p>",
]
WHOLE = [
    "<p><a href='/chapters/1#comments'>Read 3 comments</a></p>",
    "<p>Thank you for reading!</p>",
    "<p>Thanks for reading this chapter, and see you on Friday.</p>",
    "<p>Read more at my <a href='https://patreon.com/a'>Patreon</a>!</p>",
    "<p><a href='https://patreon.com/a'>Read more on Patreon</a></p>",
    "<p>Want more? Read ten chapters ahead on <a href='https://patreon.com/a'>Patreon</a>.</p>",
    "<p><a href='/2'>Continue reading with the next chapter</a></p>",
    "<p><a href='/2'>Continue reading Chapter 2</a></p>",
    "<p><a href='/2'>Next chapter →</a></p>",
    "<p><a href='/s'>Read more of my stories</a></p>",
    "<p>Continue, she told him, and read me the rest.</p>",
    "<p>See more of the sea than I, he said.</p>",
    "<p>See the rest of it in the morning.</p>",
    "<p>“Read on…”</p>",
    "<p>“Keep reading.”</p>",
    "<p>Keep the rest for yourself, and read more than one book.</p>",
    "<p>Join me to see the rest of the island, she wrote.</p>",
    "<p>There was nothing more…</p>",
    "<p>The rest is silence.</p>",
    "<p>Go to sleep, he said, and see the rest tomorrow.</p>",
    "<p>Continue reading until the lamp goes out, she said.</p>",
    "<p>Join me on <a href='/x'>Discord</a> to see more!</p>",
    "<p>Subscribe to get new chapters in your inbox.</p>",
    "<p>Become a patron to read ahead.</p>",
    "<p>Find more of my work at <a href='/x'>example.org</a></p>",
    "<p>Mehr.</p>",
    "<p>More.</p>",
    "<p>To be continued…</p>",
    "<p>This chapter is for my patrons.</p>",
    "<p>The next chapter is out for patrons: unlock the next ten by becoming a member.</p>",
    "<p>The post <a href='/1'>Dusk</a> appeared first on <a href='/'>The Lamp</a>.</p>",
    "<p>The post at the pier appeared first.</p>",
    "<p>La entrada Dusk se publicó primero en El Faro.</p>",
    "<p>She read it all: weiterlesen, she thought, is what they say in Kiel.</p>",
    "<p><a href='/1#comments'>Leave a comment</a></p>",
    "<p>The fog lay… <a href='https://music.example.org/'>a song for this chapter</a></p>",
]


@pytest.mark.parametrize("ending", CALLS)
def test_a_call_to_read_on_makes_a_notice(ending: str) -> None:
    assert not is_whole(ending)


@pytest.mark.parametrize("ending", FOR_MEMBERS)
def test_what_is_for_members_makes_a_notice(ending: str) -> None:
    assert not is_whole(ending)


@pytest.mark.parametrize("ending", WHOLE)
def test_a_whole_chapter_is_one_whatever_its_last_line_says(ending: str) -> None:
    assert is_whole(ending)


@pytest.mark.parametrize("language", READ_ON)
def test_blogs_of_every_language_call_to_read_on(language: str) -> None:
    calls, _ = READ_ON[language]
    for call in re.split(r"\|(?![^(]*\))", calls):
        if "(" not in call:
            assert not is_whole(f"<p><a href='/x'>{call.capitalize()} →</a></p>"), call
            assert not is_whole(f"<p>{call}…</p>"), call


def test_a_protected_post_is_no_text() -> None:
    protected = rss(item(1, "", description="There is no excerpt because this is a protected post."))
    assert only(read(protected)).text == ""


def test_a_long_last_line_costs_little() -> None:
    begun = time.process_time()
    for line in ("click here to " * 20_000, "[a](<" * 20_000, "the post " * 20_000, "… (" * 20_000):
        is_whole(f"<p>{line}</p>")
    assert time.process_time() - begun < 3
