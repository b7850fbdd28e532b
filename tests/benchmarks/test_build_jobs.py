from __future__ import annotations

from pathlib import Path


def test_words_are_those_that_a_reader_sees_in_the_main_part() -> None:
    from build_jobs import words_of

    page = (
        "<html><head><title>No</title></head><body><header>Not this</header><main id='content'><h1>Kererū</h1>"
        "<script>let no</script><p title='no'>eat <em>miro</em> &amp; nikau</p></main><footer>Nor this</footer></body>"
    )
    assert words_of(page) == 4
    assert words_of("<feed><title>Two words</title></feed>") == 2


def test_files_of_each_sort_are_counted_and_measured(tmp_path: Path) -> None:
    from build_jobs import SORTS, jobs, jobs_table

    for name in ("case-studies", "case-studies/one", "case-studies/two", "case-studies/page/2", "tags", "tags/kea"):
        folder = tmp_path / "kowhai" / name
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"<main>{'word ' * len(name)}</main>", encoding="utf-8")
    found = dict(zip((name for name, _ in SORTS), jobs(tmp_path), strict=True))
    files = {name: sort.files for name, sort in found.items() if sort.files}
    assert files == {"case studies": 2, "lists, first page": 1, "lists, further pages": 1, "terms, first page": 1}
    assert found["case studies"].words == len("case-studies/one")
    assert found["terms, first page"].size == len("<main></main>") + 5 * len("tags/kea")
    assert len(jobs_table(jobs(tmp_path), jobs(tmp_path)).splitlines()) == 1 + len(SORTS)
