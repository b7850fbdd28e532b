import pytest

from generator.render.licences import licence_url


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-sa 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("Creative Commons BY-NC-ND 3.0 NZ", "https://creativecommons.org/licenses/by-nc-nd/3.0/nz/"),
        ("CC BY 4.0 International", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", ""),
        ("CC BY", ""),
        ("", ""),
    ],
)
def test_known_licences_have_an_address(words: str, url: str) -> None:
    assert licence_url(words) == url
