"""E3: the site as a whole."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E301 = Code(
    id="E301",
    name="duplicate-address",
    severity=Severity.ERROR,
    message="This page would have the address `/{address}`, which `{other}` has already.",
    hint="Give one of the two another file name, or a `slug:` of its own.",
    explanation="Two entries of a cluster would be written to the same address, so one would hide the other. "
    "An entry's address is made from its file's name, or from its `slug:`.",
    wrong="case-studies/reading.md\ncase-studies/2026/reading.md",
    right="case-studies/reading.md\ncase-studies/2026/reading-in-year-3.md",
)
E302 = Code(
    id="E302",
    name="reserved-address",
    severity=Severity.ERROR,
    message="The address `/{address}` belongs to a page that the portal makes itself.",
    hint="Rename the file, or give it a `slug:` such as `about-{address}`.",
    explanation="Some addresses hold the lists, the terms and the files of every site: `videos`, `tags`, `search` and "
    "others. A page of that name would take their place.",
    wrong="pages/videos.md",
    right="pages/about-our-videos.md",
)
E303 = Code(
    id="E303",
    name="alias-taken",
    severity=Severity.ERROR,
    message="The old address `/{address}` cannot lead here, since {other} is there.",
    hint="Remove this alias.",
    explanation="An alias makes an old address lead to this entry. It must be an address at which nothing else is.",
    wrong="aliases: [videos]",
    right="aliases: [old-name-of-this-page]",
)
E304 = Code(
    id="E304",
    name="names-too-alike",
    severity=Severity.ERROR,
    message="`{name}` and `{other}` differ only in capital letters or in how their accents are stored.",
    hint="Rename one of them. Many computers cannot keep both.",
    explanation="Windows and macOS take two names that differ only in capital letters, or in how a macron is stored, "
    "for the same file. A portal with both could not be copied there.",
    wrong="videos/Whānau.md\nvideos/whānau.md",
    right="videos/whanau.md\nvideos/whanau-evening.md",
)
E305 = Code(
    id="E305",
    name="link-on-disk",
    severity=Severity.ERROR,
    message="`{name}` is a link on the disk that {problem}.",
    hint="Put a copy of the file itself here.",
    explanation="A symbolic link may point to any file of the computer, so what it leads to outside the content "
    "folder is never published. Links to folders are not followed.",
    wrong="content/hereora/photo.jpg → /home/mere/photo.jpg",
    right="content/hereora/photo.jpg (a copy of the file)",
)
E306 = Code(
    id="E306",
    name="misplaced-file",
    severity=Severity.ERROR,
    message="`{name}` is in no folder that the portal knows, so it would be on no page.",
    hint="Move it into one of: {folders}.",
    explanation="An entry's folder says what it is: `case-studies`, `videos`, `pages`, `events` or `schools`, inside "
    "a cluster's folder. A Markdown file elsewhere is most often in a folder whose name is misspelt.",
    wrong="content/hereora/case-study/reading.md",
    right="content/hereora/case-studies/reading.md",
)
E307 = Code(
    id="E307",
    name="not-an-entry",
    severity=Severity.ERROR,
    message="`{field}` names `{target}`, which is no entry of this portal.",
    hint="Give the path of an entry's `.md` file, relative to this file.",
    explanation="Some fields lead to another entry: `related`, `follows`, `parent`. They name its Markdown file, just "
    "as a link in the text does.",
    wrong="follows: reading",
    right="follows: reading.md",
)
E308 = Code(
    id="E308",
    name="circle",
    severity=Severity.ERROR,
    message="`{field}` leads round in a circle: {circle}.",
    hint="Take one of these `{field}` lines out.",
    explanation="A page cannot be below itself, and an inquiry cannot follow itself, also not by way of others.",
    wrong="a.md: parent: b.md\nb.md: parent: a.md",
    right="a.md: (no parent)\nb.md: parent: a.md",
)
E309 = Code(
    id="E309",
    name="unusable-name",
    severity=Severity.ERROR,
    message="The name of `{name}` has characters that cannot be used.",
    hint="Rename it; letters, digits, hyphens and dots are always right.",
    explanation="Names of files become addresses. Control characters, and bytes that are no text, cannot be part of "
    "one.",
    wrong="videos/bad\\x07name.md",
    right="videos/good-name.md",
)
E310 = Code(
    id="E310",
    name="closed-file",
    severity=Severity.ERROR,
    message="`{name}` cannot be read: {reason}.",
    hint="Check that the file is there and that you may open it.",
    explanation="The computer did not let the generator read this file.",
    wrong="a file that only another user may read",
    right="a file that you can open yourself",
)
E311 = Code(
    id="E311",
    name="cluster-without-configuration",
    severity=Severity.ERROR,
    message="The folder `{name}` holds entries but no `cluster.yaml`.",
    hint="Add `{name}/cluster.yaml` with at least `title: …`.",
    explanation="Every folder in `content/` that holds entries is a cluster, and a cluster needs a `cluster.yaml` "
    "that gives its title.",
    wrong="content/hereora/videos/… and no content/hereora/cluster.yaml",
    right="content/hereora/cluster.yaml:\ntitle: Hereora",
)
E312 = Code(
    id="E312",
    name="transcript-without-video",
    severity=Severity.WARNING,
    message="No entry beside it has this transcript's name, so `{name}` is on no page.",
    hint="Give it the name of its entry: `{stem}.md` would have `{name}`.",
    explanation="A transcript belongs to the video entry that has the same name, apart from the ending.",
    wrong="videos/kea.md\nvideos/kea-final.vtt",
    right="videos/kea.md\nvideos/kea.vtt",
)
E313 = Code(
    id="E313",
    name="two-transcripts",
    severity=Severity.WARNING,
    message="There are two transcripts in the same language; `{name}` is used, and `{other}` is not.",
    hint="Remove the one you don't want, or name its language: `{stem}.mi.vtt`.",
    explanation="A video has one transcript for each language. Where there are several files, captions (.vtt, .srt) "
    "are taken before plain text.",
    wrong="videos/kea.md\nvideos/kea.vtt\nvideos/kea.txt",
    right="videos/kea.md\nvideos/kea.vtt",
)
E314 = Code(
    id="E314",
    name="wrong-entry",
    severity=Severity.ERROR,
    message="`{field}` cannot lead to `{target}`: {reason}.",
    hint="Name another entry, or take this line out.",
    explanation="A page stands below a page of its own cluster. A cluster's front page, its `index.md`, is above all "
    "pages as it is, and it is no entry that one could follow or list.",
    wrong="parent: ../index.md",
    right="(no parent)",
)

CODES: tuple[Code, ...] = (E301, E302, E303, E304, E305, E306, E307, E308, E309, E310, E311, E312, E313, E314)
