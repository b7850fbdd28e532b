import pytest

from generator.render.player import find_host


@pytest.mark.parametrize(
    ("url", "form", "embed"),
    [
        (
            "https://www.youtube.com/watch?v=aBcDeFg_-12&t=3",
            "youtube",
            "https://www.youtube-nocookie.com/embed/aBcDeFg_-12",
        ),
        ("https://youtu.be/aBcDeFg_-12", "youtube", "https://www.youtube-nocookie.com/embed/aBcDeFg_-12"),
        ("https://www.youtube.com/shorts/aBcDeFg_-12", "youtube", "https://www.youtube-nocookie.com/embed/aBcDeFg_-12"),
        ("https://vimeo.com/123456789", "vimeo", "https://player.vimeo.com/video/123456789?dnt=1"),
        (
            "https://vimeo.com/123456789/0a1b2c3d4e",
            "vimeo",
            "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e",
        ),
        ('https://www.youtube.com/watch?v=x"onload=1', "link", ""),
        ("https://youtube.com.example.org/watch?v=aBcDeFg_-12", "link", ""),
        ("https://vimeo.com/channels/staff", "link", ""),
        ("https://example.org/kea.mp4", "link", ""),
    ],
)
def test_hosts_are_known_by_their_addresses(url: str, form: str, embed: str) -> None:
    assert find_host(url) == (form, embed)
