"""E1: front matter and configuration."""

from __future__ import annotations

from generator.core.codes.encoding import E120, E121, E122, E123
from generator.core.codes.settings import E140, E141, E142, E143, E144, E145, E146, E147, E148, E149, E150
from generator.core.diagnostics import Code, Severity

E101 = Code(
    id="E101",
    name="missing-front-matter",
    severity=Severity.ERROR,
    message="The file does not begin with front matter.",
    hint="Put a line `---`, the line `title: {title}` and another line `---` at the very top.",
    explanation="""\
Every entry begins with its front matter: a few lines of the form `name: value` between two lines of three hyphens.
They tell the portal the entry's title and what else it should know. The body follows after the second line of
hyphens.""",
    wrong="# Reading together\n\nWe tried …",
    right="---\ntitle: Reading together\n---\n\nWe tried …",
)

E102 = Code(
    id="E102",
    name="unclosed-front-matter",
    severity=Severity.ERROR,
    message="The front matter that begins here has no end.",
    hint="Put a line of three hyphens, `---`, after its last line; it seems to be line {last}.",
    explanation="""\
The front matter stands between two lines of three hyphens. The second one is missing, so the portal cannot tell
where the front matter stops and the body begins.""",
    wrong="---\ntitle: Reading together\n\nWe tried …",
    right="---\ntitle: Reading together\n---\n\nWe tried …",
)

E103 = Code(
    id="E103",
    name="crooked-hyphens",
    severity=Severity.ERROR,
    message="The line `{line}` should be exactly three hyphens.",
    hint="Delete it and type `---`. Word and some phones turn hyphens into dashes; a plain text editor does not.",
    explanation="""\
The lines above and below the front matter are exactly three hyphens, at the very beginning of the line. Word
processors like to join hyphens to a long dash, which looks alike but is another character.""",
    wrong="—-\ntitle: Reading together\n—-",
    right="---\ntitle: Reading together\n---",
)

E104 = Code(
    id="E104",
    name="broken-yaml",
    severity=Severity.ERROR,
    message="This line cannot be understood.",
    hint="Write it as `name: value`; put the value in quotes if it holds anything but letters, digits and spaces.",
    explanation="""\
Front matter and settings are written in YAML: lines of the form `name: value`. Lists are written `[one, two]`, or
each item on its own line after `- `. Signs such as `: # [ ] { } * & !` have a meaning there; inside quotes they
have none.""",
    wrong="title: ? What now",
    right='title: "? What now"',
)

E105 = Code(
    id="E105",
    name="tab-indent",
    severity=Severity.ERROR,
    message="This line is moved in with a tab.",
    hint="Use spaces instead of the tab: two for each step.",
    explanation="""\
YAML shows what belongs together by how far a line is moved in, and it counts spaces only. Tabs look different in
every editor, so they are not allowed there.""",
    wrong="image:\n\tsrc: garden.jpg",
    right="image:\n  src: garden.jpg",
)

E106 = Code(
    id="E106",
    name="bad-indent",
    severity=Severity.ERROR,
    message="This line is not moved in as far as the lines it belongs with.",
    hint="Begin it below the beginning of line {above}, or below its parent with two spaces more.",
    explanation="""\
YAML shows what belongs together by how far a line is moved in. Lines of one group all begin in the same column:
fields of an entry at the very left, the fields of a picture two spaces further in.""",
    wrong="title: Reading together\n  summary: What we tried",
    right="title: Reading together\nsummary: What we tried",
)

E107 = Code(
    id="E107",
    name="colon-in-value",
    severity=Severity.ERROR,
    message="There is a second colon in this line, so it cannot be told where the value begins.",
    hint="Put the value in quotes: `{mended}`.",
    explanation="""\
A colon followed by a space divides a field's name from its value. If the value itself has such a colon, put the
whole value in quotes.""",
    wrong="title: Hereora: Becoming one cluster",
    right='title: "Hereora: Becoming one cluster"',
)

E108 = Code(
    id="E108",
    name="unclosed-quote",
    severity=Severity.ERROR,
    message="The {sign} that begins here is never closed.",
    hint="Close it at the end of the value: `{mended}`.",
    explanation="""\
What begins with a quote mark or a bracket must end with one. Otherwise all the lines that follow are taken for a
part of the same value. A value that only begins with an apostrophe goes into double quotes.""",
    wrong='title: "Reading together\ntags: [literacy, writing',
    right='title: "Reading together"\ntags: [literacy, writing]',
)

E109 = Code(
    id="E109",
    name="special-character",
    severity=Severity.ERROR,
    message="A value cannot begin with {sign}, which has a meaning of its own.",
    hint="Put the value in quotes: `{mended}`.",
    explanation="""\
In YAML some signs mean something else at the beginning of a value, such as `@ * & ! % |` and the backtick. In
quotes they are plain text. References (`*name`), anchors (`&name`) and types (`!!name`) are not used in a portal.""",
    wrong="title: @kea school garden",
    right='title: "@kea school garden"',
)

E110 = Code(
    id="E110",
    name="duplicate-field",
    severity=Severity.ERROR,
    message="`{field}` is given twice: here and in line {first}.",
    hint="Keep one of the two lines, and put what you need of the other into it.",
    explanation="""\
Each field may be given once. If it were given twice, it would be unclear which value should hold. Several tags or
schools go into one list.""",
    wrong="tags: literacy\ntags: writing",
    right="tags: [literacy, writing]",
)

E111 = Code(
    id="E111",
    name="not-fields",
    severity=Severity.ERROR,
    message="Here should be a field, written `name: value`, not {found}.",
    hint="Write a name, a colon, a space and the value: `title: Reading together`.",
    explanation="""\
Front matter and settings are made of fields: a name, a colon, a space and a value. A list or plain text cannot
stand there without a name, and a name is plain text. Signs like `{{ }}` and `[ ]` have a meaning; put them in
quotes.""",
    wrong="- literacy\n- writing",
    right="tags:\n  - literacy\n  - writing",
)

E112 = Code(
    id="E112",
    name="unknown-term",
    severity=Severity.ERROR,
    message="`{value}` is not in the {vocabulary}.",
    hint="New {taxonomy} go in {file}.",
    explanation="""\
Schools, goals, levels, learning areas and phases are listed in the cluster's `cluster.yaml`, tags in its
`tags.yaml`. An entry may use only what is listed there, so that a slip of the pen does not make a new school. Case
and macrons do not matter. Tags are checked only where the cluster says `strict_tags: yes`.""",
    wrong="tags: [litracy]",
    right="tags: [literacy]",
)

E113 = Code(
    id="E113",
    name="unlisted-tag",
    severity=Severity.WARNING,
    message="`{value}` is used only here; `{other}` is already in use.",
    hint="If you mean the same, write `{other}`. If not, add `{value}` to `tags.yaml`, and this warning ends.",
    explanation="""\
Tags are open: every entry may use new ones. But a tag that is nearly the same as another one splits what readers
look for over two pages.""",
    wrong="tags: [litaracy]",
    right="tags: [literacy]",
)

E114 = Code(
    id="E114",
    name="missing-summary",
    severity=Severity.WARNING,
    message="This {kind} has no summary.",
    hint="Add a line `summary:` with one or two sentences: what was tried, with whom, and what came of it.",
    explanation="""\
The summary is what readers see in lists and search results, before they decide to open the page. Without it they
see the title alone.""",
    wrong="title: Reading together",
    right="title: Reading together\nsummary: How three Year 4 classes read to each other every Friday.",
)

E115 = Code(
    id="E115",
    name="too-much-yaml",
    severity=Severity.ERROR,
    message="This is more than can be read here: {what}.",
    hint="Move long text into the body, below the second line `---`.",
    explanation="""\
Front matter is a few lines that describe an entry. There are limits to its size, to the number of its values and to
how deep lists stand within lists, so that a damaged file cannot stop the portal.""",
    wrong="tags: [[[[[[[[[[[[[[[[[[[[literacy]]]]]]]]]]]]]]]]]]]]",
    right="tags: [literacy]",
)

E116 = Code(
    id="E116",
    name="several-documents",
    severity=Severity.ERROR,
    message="A second document begins here; only one can be read.",
    hint="Delete the line `---`, or move what follows into a file of its own.",
    explanation="""\
In a settings file a line of three hyphens begins a new document. Each settings file is one document, so what
follows is not read.""",
    wrong="title: Kōwhai cluster\n---\nregion: Otago",
    right="title: Kōwhai cluster\nregion: Otago",
)

E117 = Code(
    id="E117",
    name="missing-colon",
    severity=Severity.ERROR,
    message="This line has no field name with a colon and a space after it.",
    hint="Write it as `name: value`. If it continues the line above, begin it with two spaces.",
    explanation="""\
Each line begins with a field's name, a colon and a space. Long text may go on in the next line if that line is
moved in by two spaces.""",
    wrong="title:Reading together\nsummary: What we tried\nin three classes",
    right="title: Reading together\nsummary: What we tried\n  in three classes",
)

E118 = Code(
    id="E118",
    name="text-after-quote",
    severity=Severity.ERROR,
    message="The value goes on here, after its closing {sign}.",
    hint="Put the whole value in quotes: `{mended}`.",
    explanation="""\
A value that begins with a quote mark or a bracket ends with the next one. If there are quote marks inside the text,
put the other kind of quote marks around the whole.""",
    wrong="title: \"Kea\" in the garden\nsummary: 'We're learning'",
    right='title: \'"Kea" in the garden\'\nsummary: "We\'re learning"',
)

E119 = Code(
    id="E119",
    name="cut-by-hash",
    severity=Severity.WARNING,
    message="The line is cut off at the `#`: what follows counts as a note to yourself.",
    hint="If it belongs to the value, put the value in quotes: `{mended}`. If it is a note, put a space after the `#`.",
    explanation="""\
In YAML a `#` after a space begins a comment, which is not read. Room numbers, hashtags and colours need quotes.""",
    wrong="title: Room #5\nbrand: #1a6b54",
    right='title: "Room #5"\nbrand: "#1a6b54"',
)

E130 = Code(
    id="E130",
    name="no-such-field",
    severity=Severity.WARNING,
    message="`{field}` is not a field of {owner}.",
    hint="It is not used. Delete it, or write the name of a field that exists.",
    explanation="""\
Each kind of entry has its fields, and this name is not one of them: it may be misspelt, or belong to another kind.
The value is left out of the site.""",
    wrong="titel: Reading together",
    right="title: Reading together",
)

E131 = Code(
    id="E131",
    name="misplaced-field",
    severity=Severity.WARNING,
    message="`{field}` belongs to {kinds}, not to {owner}.",
    hint="Delete the line, or move the file to the folder of the kind it should be.",
    explanation="""\
Some fields belong to some kinds only: `start` to events, `video` to videos. The folder a file is in says which kind
it is. Here the value is not used.""",
    wrong="content/kowhai/videos/garden.md with `start: 2026-03-05`",
    right="content/kowhai/events/garden.md with `start: 2026-03-05`",
)

E132 = Code(
    id="E132",
    name="missing-field",
    severity=Severity.ERROR,
    message="`{field}` is missing.",
    hint="Add a line `{field}: {example}`.",
    explanation="""\
This field is needed: without it the page would have no title, the event no day, or a blind reader no description of
the picture. An empty value is the same as a missing one.""",
    wrong="title:\nimage:\n  src: garden.jpg",
    right="title: Reading together\nimage:\n  src: garden.jpg\n  alt: Five pupils plant a kōwhai",
)

E133 = Code(
    id="E133",
    name="wrong-type",
    severity=Severity.ERROR,
    message="`{field}` should be {expected}, not {found}.",
    hint="Change it, or delete it. An example: `{field}: {example}`.",
    explanation="""\
The value is of another form than the field needs: for example a list where one line of text is needed, or a word
where there should be `yes` or `no`. The value is left out until it is mended.""",
    wrong="featured: maybe\ntitle: [Reading, together]",
    right="featured: yes\ntitle: Reading together",
)

E134 = Code(
    id="E134",
    name="bad-date",
    severity=Severity.ERROR,
    message="`{value}` is not written as a date should be{reason}.",
    hint="Write the year, the month and the day, as in `{field}: 2026-03-05`, or with a time: `2026-03-05 14:30`.",
    explanation="""\
Dates are written year first, with two digits for the month and the day: `2026-03-05` is the fifth of March. It is
the one form that is read alike in every country.""",
    wrong="date: 5/3/2026",
    right="date: 2026-03-05",
)

E135 = Code(
    id="E135",
    name="bad-choice",
    severity=Severity.ERROR,
    message="`{value}` is not one of the choices for `{field}`.",
    hint="The choices are: {choices}.",
    explanation="""\
This field takes one of a few fixed values. The hint lists them.""",
    wrong="theme: brightest",
    right="theme: default",
)

E136 = Code(
    id="E136",
    name="very-long",
    severity=Severity.WARNING,
    message="`{field}` is very long: {size}, where {limit} are plenty.",
    hint="Shorten it; the rest belongs in the body.",
    explanation="""\
Titles stand in lists, in browser tabs and in search results, where there is little room. A list of hundreds of tags
helps nobody to find anything.""",
    wrong="title: (a whole page of text)",
    right="title: Reading together in Year 3",
)

# fmt: off
CODES: tuple[Code, ...] = (
    E101, E102, E103, E104, E105, E106, E107, E108, E109, E110,
    E111, E112, E113, E114, E115, E116, E117, E118, E119, E120,
    E121, E122, E123, E130, E131, E132, E133, E134, E135, E136,
    E140, E141, E142, E143, E144, E145, E146, E147, E148, E149,
    E150,
)
# fmt: on
