"""Videos of hosts: nothing is asked of them before a click, and then their players and the transcript go together.

Stand-ins on this machine answer in the hosts' place. They speak the messages that the hosts' own players speak.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Request, Route, expect

from tests.browser.waiting import until

YOUTUBE = """<!doctype html><title>stand-in</title><body><script>
const got = [];
let seconds = 0, state = -1;
const send = message => parent.postMessage(JSON.stringify(message), "*");
const deliver = info => {
  seconds = info.currentTime ?? seconds;
  state = info.playerState ?? state;
  send({ event: "infoDelivery", info });
};
addEventListener("message", event => {
  const message = JSON.parse(event.data);
  got.push(message.func ?? message.event);
  if (message.event === "listening" && got.length === 1) send({ event: "initialDelivery", info: { currentTime: 0 } });
  if (message.func === "seekTo") deliver({ currentTime: message.args[0] });
  if (message.func === "playVideo") deliver({ playerState: 1 });
  if (message.func === "pauseVideo") deliver({ playerState: 2 });
});
</script>"""
VIMEO = """<!doctype html><title>stand-in</title><body><script>
const got = [], wanted = new Set();
let seconds = 0, playing = false;
const send = (event, data) => { if (event === "ready" || wanted.has(event)) parent.postMessage({ event, data }, "*"); };
addEventListener("message", event => {
  const { method, value } = JSON.parse(event.data);
  got.push(method);
  if (method === "addEventListener") wanted.add(value);
  if (method === "setCurrentTime") { seconds = value; send("seeked", { seconds }); }
  if (method === "play") { playing = true; send("play", { seconds }); }
  if (method === "pause") { playing = false; send("pause", { seconds }); }
});
addEventListener("load", () => send("ready"));
</script>"""
HOSTS = {"www.youtube-nocookie.com": YOUTUBE, "player.vimeo.com": VIMEO}
MARKED = """() => {
  window.marked = [];
  new MutationObserver(changes => {
    for (const { target } of changes)
      if (target.hasAttribute("aria-current")) marked.push(Number(target.dataset.start));
  }).observe(document.body, { subtree: true, attributeFilter: ["aria-current"] });
}"""


class Hosts:
    """The stand-ins of one page, and what was asked of other hosts."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[Request] = []
        context.route(lambda url: urlsplit(url).hostname not in (None, "127.0.0.1"), self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request)
        body = HOSTS.get(urlsplit(route.request.url).hostname or "", "")
        route.fulfill(status=200 if body else 404, content_type="text/html", body=body)


@pytest.fixture
def hosts(quiet: Page) -> Hosts:
    return Hosts(quiet.context)


def _frame(page: Page, host: str, words: str = "") -> Frame:
    page.wait_for_selector("iframe")
    for _ in range(600):
        for frame in page.frames:
            if urlsplit(frame.url).hostname == host and words in frame.url:
                return frame
        page.wait_for_timeout(50)  # frames come while Playwright waits, and only then
    raise AssertionError(f"no frame of {host}")


def _playing(page: Page, host: str) -> Frame:
    frame = _frame(page, host)
    until(frame, "() => typeof got !== 'undefined' && got.length > 0")
    return frame


def test_nothing_is_asked_of_a_host_before_a_click(quiet: Page, hosts: Hosts, videos: str) -> None:
    for name in ("videos/tui/", "videos/weka/", "videos/link/", "embeds/", "videos/tui/#t=40", ""):
        quiet.goto(videos + name, wait_until="networkidle")
        assert quiet.locator("iframe").count() == 0
    assert [request.url for request in hosts.asked] == []


def test_youtube_plays_on_a_click(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "videos/tui/")
    expect(quiet.get_by_text("Kept on YouTube. Nothing is loaded from there until you press.").first).to_be_visible()
    quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    _playing(quiet, "www.youtube-nocookie.com")
    assert len(hosts.asked) == 1
    url = urlsplit(hosts.asked[0].url)
    assert url.path == "/embed/aBcDeFg_-12"
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert asked == {
        "autoplay": "1",
        "enablejsapi": "1",
        "playsinline": "1",
        "rel": "0",
        "start": "0",
        "origin": videos.removesuffix("/kowhai/"),
    }
    # YouTube plays nothing for a page that does not say where it is; more than that it is not told.
    assert hosts.asked[0].headers["referer"] == videos.removesuffix("kowhai/")
    frame = quiet.locator(".screen iframe")
    assert frame.get_attribute("title") == "Tūī"
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert frame.get_attribute("allow") == "autoplay; fullscreen; picture-in-picture"
    assert frame.evaluate("frame => frame === document.activeElement")


def test_youtube_and_its_transcript_go_together(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "videos/tui/")
    quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    player = _playing(quiet, "www.youtube-nocookie.com")
    player.evaluate("deliver({ currentTime: 33, playerState: 1 })")
    expect(quiet.locator(".cue").nth(8)).to_have_attribute("aria-current", "true")
    quiet.locator(".cue .time").nth(20).click()
    until(player, "() => seconds === 80.5 && state === 1")
    expect(quiet.locator(".cue").nth(20)).to_have_attribute("aria-current", "true")
    assert quiet.url.endswith("#t=80")
    quiet.locator(".cue .said").nth(3).click()
    until(player, "() => seconds === 12.5")
    player.evaluate("send({ event: 'onStateChange', info: 0 })")
    player.evaluate("deliver({ currentTime: 119 })")
    expect(quiet.locator(".cue").nth(29)).to_have_attribute("aria-current", "true")


def test_vimeo_and_its_transcript_go_together(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "videos/weka/")
    quiet.get_by_role("button", name="Watch on Vimeo: Weka").click()
    player = _playing(quiet, "player.vimeo.com")
    assert (
        quiet.locator(".screen iframe").get_attribute("src")
        == "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1&playsinline=1#t=0s"
    )
    until(player, "() => wanted.has('timeupdate') && wanted.has('ended')")
    player.evaluate("send('timeupdate', { seconds: 6 })")
    expect(quiet.locator(".passage").nth(0)).to_have_attribute("aria-current", "true")
    quiet.get_by_role("link", name="Watch from 1:00").click()
    until(player, "() => seconds === 60 && playing")
    expect(quiet.locator(".passage").nth(1)).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("name", ["videos/tui/", "videos/tui/#t=1:20"])
def test_a_time_of_the_transcript_starts_the_player_there(quiet: Page, hosts: Hosts, videos: str, name: str) -> None:
    quiet.goto(videos + name)
    if "#" in name:
        expect(quiet.locator(".cue").nth(20)).to_have_attribute("aria-current", "true")
        quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    else:
        quiet.locator(".cue .said").nth(20).click()
        assert hosts.asked == []
        quiet.locator(".cue .time").nth(20).click()
    _playing(quiet, "www.youtube-nocookie.com")
    assert "start=80" in hosts.asked[0].url


def test_only_the_players_own_messages_count(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "videos/tui/")
    quiet.evaluate(MARKED)
    quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    own = _playing(quiet, "www.youtube-nocookie.com")
    quiet.get_by_role("button", name="Watch on YouTube: Ruru").click()
    until(quiet, "() => document.querySelectorAll('iframe').length === 2")
    other = _frame(quiet, "www.youtube-nocookie.com", "rururururu1")
    assert other != own
    until(other, "() => typeof got !== 'undefined' && got.length > 0")
    false_news = json.dumps({"event": "infoDelivery", "info": {"currentTime": 61, "playerState": 1}})
    quiet.evaluate("news => window.postMessage(news, '*')", false_news)
    # From another window of the same host, and, from the right window, what is no message of a player.
    other.evaluate("deliver({ currentTime: 71 })")
    for nonsense in ("'{'", "'null'", "7", "null", "'[]'", "{}", "JSON.stringify({ event: 'infoDelivery', info: 3 })"):
        own.evaluate(f"parent.postMessage({nonsense}, '*')")
    own.evaluate("deliver({ currentTime: 21 })")
    expect(quiet.locator(".cue").nth(5)).to_have_attribute("aria-current", "true")
    assert quiet.evaluate("marked.filter(start => start > 50)") == []


def test_a_message_of_another_origin_does_not_count(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "videos/tui/")
    quiet.evaluate(MARKED)
    quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    own = _playing(quiet, "www.youtube-nocookie.com")
    own.evaluate("location.href = 'https://player.vimeo.com/other'")
    moved = _frame(quiet, "player.vimeo.com")
    until(moved, "() => typeof send !== 'undefined'")
    news = {"event": "infoDelivery", "info": {"currentTime": 61, "playerState": 1}}
    moved.evaluate("news => parent.postMessage(news, '*')", news)
    quiet.evaluate("news => window.postMessage(news, '*')", news)
    until(quiet, "() => new Promise(done => { addEventListener('message', () => done(true)); postMessage(1, '*'); })")
    assert quiet.evaluate("marked") == []


def test_a_host_that_cannot_play_is_told_of(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "videos/tui/")
    quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    player = _playing(quiet, "www.youtube-nocookie.com")
    player.evaluate("send({ event: 'onError', info: 150 })")
    note = quiet.locator(".screen .player-gone")
    expect(note).to_contain_text("This video cannot be played just now. What is said can be read on this page.")
    link = note.get_by_role("link", name="Open it on YouTube")
    assert link.get_attribute("href") == "https://youtu.be/aBcDeFg_-12"


def test_several_on_one_page_and_one_at_a_time(quiet: Page, hosts: Hosts, videos: str) -> None:
    quiet.goto(videos + "embeds/")
    links = quiet.locator(".embed a", has_text="Read what is said").evaluate_all("all => all.map(a => a.pathname)")
    assert [link.rsplit("/", 2)[1] for link in links] == ["tui", "weka", "kea", "moa"]
    quiet.get_by_role("button", name="Watch on YouTube: Tūī").click()
    youtube = _playing(quiet, "www.youtube-nocookie.com")
    youtube.evaluate("deliver({ playerState: 1 })")
    quiet.get_by_role("button", name="Watch on Vimeo: Weka").click()
    vimeo = _playing(quiet, "player.vimeo.com")
    assert quiet.locator("iframe").nth(1).get_attribute("src").endswith("#t=60s")
    until(vimeo, "() => wanted.has('play')")
    vimeo.evaluate("playing = true; send('play', { seconds: 60 })")
    until(youtube, "() => state === 2")
    quiet.locator("video").evaluate("video => video.play()")
    until(vimeo, "() => !playing")
    assert len(hosts.asked) == 2


@pytest.mark.parametrize("script", [True, False], ids=["as a file", "without JavaScript"])
def test_elsewhere_it_is_a_plain_link(
    chromium: Browser, video_files: Path, video_folder: Path, serve_folder: Callable[[Path], str], script: bool
) -> None:
    context = chromium.new_context(java_script_enabled=script)
    hosts = Hosts(context)
    page = context.new_page()
    base = f"{video_files.as_uri()}/" if script else serve_folder(video_folder)
    for name, title, url in (
        ("tui", "Watch on YouTube: Tūī", "https://youtu.be/aBcDeFg_-12"),
        ("weka", "Watch on Vimeo: Weka", "https://vimeo.com/123456789"),
    ):
        page.goto(f"{base}kowhai/videos/{name}/index.html")
        expect(page.locator(".screen").get_by_role("link", name=title)).to_have_attribute("href", url)
        assert page.locator("iframe, .player-open:not(a)").count() == 0
    assert [request.url for request in hosts.asked] == []
    context.close()
