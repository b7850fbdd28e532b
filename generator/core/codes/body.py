"""E2: Markdown bodies and links."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E201 = Code(
    id="E201",
    name="body-too-long",
    severity=Severity.ERROR,
    message="The text below the front matter is too long: {size}. At most {limit} fit on one page.",
    hint="Split it into several entries, or offer the long part as a file under `downloads`.",
    explanation=(
        "One entry becomes one page, and nobody reads a page of two million characters. Text of this size is mostly "
        "data that was pasted by mistake, such as a whole spreadsheet or a picture as letters and digits."
    ),
    wrong="A Markdown file of 3 MB",
    right="downloads:\n  - file: survey-results.csv\n    title: All answers of the survey",
)
E202 = Code(
    id="E202",
    name="line-too-long",
    severity=Severity.ERROR,
    message="This line has {count} characters. At most {limit} are allowed.",
    hint="Put an empty line between paragraphs. If it is pasted data, such as a picture, save that as a file instead.",
    explanation=(
        "A line of more than 100,000 characters is longer than a chapter of a book. It is nearly always something "
        "that was pasted with the text, such as a picture turned into letters."
    ),
    wrong="One line of 200,000 characters",
    right="A first paragraph.\n\nA second paragraph.",
)
E203 = Code(
    id="E203",
    name="unknown-link-target",
    severity=Severity.ERROR,
    message="`{target}` leads to no file in the portal.",
    hint="A link is the way from this file to the other one, such as `../videos/kea.md`.",
    explanation=(
        "Links between entries name the Markdown file of the other entry, as seen from the file that holds the link. "
        "`..` goes up one folder. The file was not found: it may have been renamed or moved, or its name is misspelt."
    ),
    wrong="[Our video](../video/kea.md)",
    right="[Our video](../videos/kea.md)",
)
E204 = Code(
    id="E204",
    name="unknown-heading",
    severity=Severity.ERROR,
    message="There is no heading `#{heading}` in {place}.",
    hint="The part after `#` is the heading in small letters, with hyphens for spaces: `#what-changed`.",
    explanation=(
        "A link may lead to a heading: its words in small letters, without macrons and punctuation, with hyphens for "
        "spaces. No heading gives this name; it may have been reworded since the link was made."
    ),
    wrong="## What we changed\n\nSee [below](#what-changed).",
    right="## What changed\n\nSee [below](#what-changed).",
)
E205 = Code(
    id="E205",
    name="link-to-unpublished",
    severity=Severity.WARNING,
    message="`{target}` is not published, so its words are shown without the link.",
    hint="The link comes back when that entry is published. Until then you can leave it as it is.",
    explanation=(
        "The entry behind this link is a draft, is planned for later, has expired, or waits for a consent. Readers "
        "would meet a missing page, so only the words of the link are shown."
    ),
    wrong="[Our plan](plan.md), where plan.md says `draft: yes`",
    right="[Our plan](plan.md), where plan.md is published",
)
E206 = Code(
    id="E206",
    name="missing-file",
    severity=Severity.ERROR,
    message="The file `{file}` is not there.",
    hint="Save the file beside the entry and write its name as it is, with its ending: `garden.jpg`.",
    explanation=(
        "A picture, a download or another file is named here, but no such file is in the portal's folder. It may not "
        "have been copied yet, or its name is a little different."
    ),
    wrong="![The garden](garden.jpeg), where the file is called garden.jpg",
    right="![The garden](garden.jpg)",
)
E207 = Code(
    id="E207",
    name="file-type-not-published",
    severity=Severity.ERROR,
    message="`{file}` is of a type that is not published.",
    hint="These can be published: {types}.",
    explanation=(
        "Only files that every reader can open safely are published: pictures, videos, sound and common documents. "
        "Programs, web pages and files of editing programs are not."
    ),
    wrong="[The form](form.html)",
    right="[The form](form.pdf)",
)
E208 = Code(
    id="E208",
    name="wrong-case",
    severity=Severity.ERROR,
    message="The file is called `{right}`, not `{file}`: capital letters differ.",
    hint="Write the name with the same capital letters as the file.",
    explanation=(
        "Windows and macOS find `Garden.JPG` when asked for `garden.jpg`, but most web servers do not. The name must "
        "be written exactly as the file's own name, so that the page works everywhere."
    ),
    wrong="![The garden](garden.jpg), where the file is called Garden.JPG",
    right="![The garden](Garden.JPG)",
)
E209 = Code(
    id="E209",
    name="too-nested",
    severity=Severity.ERROR,
    message="Lists or quotes are nested {depth} deep here. At most {limit} are allowed.",
    hint="Bring the list to fewer levels. If it is program code, put a line of three backticks before and after it.",
    explanation=(
        "Lists inside lists inside lists soon cannot be read, least of all on a phone. More than 20 levels are nearly "
        "always pasted text whose signs were taken for lists or quotes."
    ),
    wrong="> > > > > > > > > > > > > > > > > > > > > > > A forwarded message",
    right="> A forwarded message",
)
E210 = Code(
    id="E210",
    name="too-dense",
    severity=Severity.ERROR,
    message="The text has too much to work through, most of it here: {what}.",
    hint=(
        "Split a very long page, table or list into several. If it is pasted data or program code, put a line of "
        "three backticks before and after it, or offer it as a file under `downloads`."
    ),
    explanation=(
        "Brackets, stars, backticks, tags and table cells have a meaning in Markdown, and thousands of them in one "
        "paragraph, or hundreds of thousands on one page, would take minutes to work through. Texts that people "
        "write never come near; pasted data does."
    ),
    wrong="[[[[[[[[ … and so on for thousands of brackets",
    right="```\n[[[[[[[[ … the same between two lines of three backticks\n```",
)
E211 = Code(
    id="E211",
    name="absolute-link",
    severity=Severity.ERROR,
    message="`{target}` begins with a slash, so it does not work where the site lies in a folder.",
    hint="Write the way from this file to the other one: `{relative}`.",
    explanation=(
        "A cluster's site can be put into any folder of any server, or on a USB stick. An address that begins with a "
        "slash leads to the top of the server instead. Links are written from file to file."
    ),
    wrong="[Our video](/videos/kea.md)",
    right="[Our video](../videos/kea.md)",
)
E212 = Code(
    id="E212",
    name="link-leaves-portal",
    severity=Severity.ERROR,
    message="`{target}` leads out of the folder `{folder}`.",
    hint="Take away some of the `../`, or copy the file into the portal, beside this entry.",
    explanation=(
        "Each `../` goes up one folder. This link has so many that it leaves the portal's content, so nothing it "
        "leads to is published."
    ),
    wrong="[The report](../../../../report.pdf)",
    right="[The report](report.pdf)",
)
E213 = Code(
    id="E213",
    name="unsafe-link",
    severity=Severity.ERROR,
    message="`{target}` is not an address that readers can follow safely.",
    hint="Use an address that begins with `https://`, `mailto:` or `tel:`, or the name of a file in the portal.",
    explanation=(
        "Links may lead to web pages, mail addresses, telephone numbers and files of the portal. Addresses of other "
        "kinds can run programs in the reader's browser, lead to a file on your own computer, or hide where they go."
    ),
    wrong="[Our plan](file:///C:/Users/Mere/plan.pdf)",
    right="[Our plan](plan.pdf)",
)
E214 = Code(
    id="E214",
    name="backslash-in-link",
    severity=Severity.ERROR,
    message="`{target}` is written as Windows writes the names of folders.",
    hint="Use slashes that lean forward: `{right}`.",
    explanation=(
        "On the web, folders are parted by `/`. Windows uses `\\`, and names such as `C:\\Users` exist on one "
        "computer only: copy such a file beside the entry and write its name alone."
    ),
    wrong="[Our video](..\\videos\\kea.md)",
    right="[Our video](../videos/kea.md)",
)
E215 = Code(
    id="E215",
    name="empty-link",
    severity=Severity.ERROR,
    message="A link or picture says nothing of where it leads.",
    hint="Write the address or the file between the round brackets: `[Our video](../videos/kea.md)`.",
    explanation="The round brackets of a link hold its address, and they are empty here.",
    wrong="[Our video]()",
    right="[Our video](../videos/kea.md)",
)
E216 = Code(
    id="E216",
    name="query-in-link",
    severity=Severity.WARNING,
    message="The part `?{query}` of the link is left out: files in the portal have no such part.",
    hint="Take away everything from the question mark on. A moment of a video is written `kea.md#t=83`.",
    explanation=(
        "What follows a question mark in an address is a message to a server. The portal is made of plain files, "
        "which take none."
    ),
    wrong="[From 1:23](kea.md?t=83)",
    right="[From 1:23](kea.md#t=83)",
)
E217 = Code(
    id="E217",
    name="link-without-words",
    severity=Severity.WARNING,
    message="The link to `{target}` has no words, so nobody can see or hear it.",
    hint="Write between the square brackets what the reader will find.",
    explanation="The square brackets of a link hold its words. Without words there is nothing to click on.",
    wrong="[](../videos/kea.md)",
    right="[How Kea School began](../videos/kea.md)",
)
E218 = Code(
    id="E218",
    name="picture-from-elsewhere",
    severity=Severity.ERROR,
    message="The picture `{target}` lies on another server.",
    hint="If you may use it, save it beside this entry and write its name: `{name}`.",
    explanation=(
        "Pages of the portal fetch nothing from other servers until a reader asks for it: such pictures vanish when "
        "the other server changes, and tell it who reads the page."
    ),
    wrong="![The garden](https://example.org/photos/garden.jpg)",
    right="![The garden](garden.jpg)",
)
E219 = Code(
    id="E219",
    name="picture-in-the-text",
    severity=Severity.ERROR,
    message="A picture is pasted into the text itself, as letters and digits.",
    hint="Save the picture as a file beside this entry and write its name: `![What it shows](garden.jpg)`.",
    explanation=(
        "Some editors paste a picture as a very long address that begins with `data:`. Such a picture can be neither "
        "made smaller for phones nor cached, and nobody can read the file any more."
    ),
    wrong="![The garden](data:image/png;base64,iVBORw0KGgo…)",
    right="![The garden](garden.png)",
)
E220 = Code(
    id="E220",
    name="missing-alt",
    severity=Severity.ERROR,
    message="The picture `{target}` has no words for people who cannot see it.",
    hint="Say between the square brackets what it shows. If it only decorates: `![]({target}){{.decorative}}`.",
    explanation=(
        "Screen readers read the words in the square brackets aloud, and they show where a picture does not load. "
        "Say what matters in the picture, in one sentence. A picture that adds nothing is marked as decorative."
    ),
    wrong="![](garden.jpg)",
    right="![Five pupils plant a kōwhai](garden.jpg)",
)
E221 = Code(
    id="E221",
    name="removed-markup",
    severity=Severity.WARNING,
    message="`<{tag}>` was taken out of the page, with everything in it.",
    hint="Use Markdown instead. For a sound or video file, write an entry of the kind video.",
    explanation=(
        "Bodies may hold plain HTML for text, lists, tables and pictures. Scripts, styles, forms, drawings and frames "
        "of other sites could harm readers or slow the page, so they are taken out. A YouTube or Vimeo video gets an "
        "entry of its own in `videos/`, and is embedded as `![Title](../videos/kea.md)`."
    ),
    wrong='<iframe src="https://www.youtube.com/embed/abc"></iframe>',
    right="![How Kea School began](../videos/kea.md)",
)
E222 = Code(
    id="E222",
    name="address-without-beginning",
    severity=Severity.ERROR,
    message="`{target}` would be taken for the name of a file.",
    hint="Write the whole address: `{right}`.",
    explanation=(
        "A web address begins with `https://`, a mail address in a link with `mailto:`. Without it, the link means a "
        "file in the same folder."
    ),
    wrong="[Kea School](www.kea.school.nz)",
    right="[Kea School](https://www.kea.school.nz)",
)
E230 = Code(
    id="E230",
    name="quote-not-in-transcript",
    severity=Severity.WARNING,
    message="The quoted words are not in the transcript of `{video}`: “{quote}”.",
    hint="Copy the words from the transcript, or mend the transcript. Case, macrons and punctuation do not count.",
    explanation=(
        "A quote whose last line names a video is looked up in its transcript, so that readers can go to the moment "
        "where it is said. These words are not there, so the quote links to the video only. Words left out may be "
        "marked by `…`."
    ),
    wrong="> We began with the families.\n>\n> — [Mere, Kea School](../videos/kea.md)",
    right="> We started with the whānau.\n>\n> — [Mere, Kea School](../videos/kea.md)",
)
E231 = Code(
    id="E231",
    name="quote-without-transcript",
    severity=Severity.WARNING,
    message="`{video}` has no transcript in which the quote could be looked up.",
    hint="Put the transcript beside the video's entry, under the same name: `kea.vtt`, `kea.srt` or `kea.txt`.",
    explanation=(
        "A quote whose last line names a video is looked up in its transcript. This video has none, so the quote "
        "links to the video only, and nobody can check it."
    ),
    wrong="videos/kea.md alone",
    right="videos/kea.md and videos/kea.vtt",
)

CODES: tuple[Code, ...] = (
    E201,
    E202,
    E203,
    E204,
    E205,
    E206,
    E207,
    E208,
    E209,
    E210,
    E211,
    E212,
    E213,
    E214,
    E215,
    E216,
    E217,
    E218,
    E219,
    E220,
    E221,
    E222,
    E230,
    E231,
)
