"""E1, continued: the files `portal.yaml`, `cluster.yaml` and `tags.yaml`."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E140 = Code(
    id="E140",
    name="missing-portal-file",
    severity=Severity.ERROR,
    message="There is no file `portal.yaml`.",
    hint="`portal init` makes one, with an example of each kind. It needs at least `title: Learning together`.",
    explanation="""\
`content/portal.yaml` says what the portal is called and which language it speaks. Without it the folder is not a
portal.""",
    wrong="content/kowhai/cluster.yaml",
    right="content/portal.yaml\ncontent/kowhai/cluster.yaml",
)

E141 = Code(
    id="E141",
    name="no-clusters",
    severity=Severity.ERROR,
    message="The portal has no cluster.",
    hint="Make a folder in `content/` and in it a file `cluster.yaml` with the line `title: ` and the cluster's name.",
    explanation="""\
A portal shows one or more clusters. Each is a folder in `content/` that holds a file `cluster.yaml`.""",
    wrong="content/portal.yaml",
    right="content/portal.yaml\ncontent/kowhai/cluster.yaml",
)

E142 = Code(
    id="E142",
    name="bad-cluster-folder",
    severity=Severity.ERROR,
    message="`{folder}` cannot be the name of a cluster's folder, since it becomes a part of web addresses.",
    hint="Rename the folder to `{slug}`. The name that readers see is the `title` in its `cluster.yaml`.",
    explanation="""\
The folder's name stands in the address of every page of the cluster. Lower-case letters a to z, digits and single
hyphens work on every server and in every message that someone pastes an address into.""",
    wrong="content/Kōwhai Cluster/",
    right="content/kowhai-cluster/",
)

E143 = Code(
    id="E143",
    name="reserved-cluster-folder",
    severity=Severity.ERROR,
    message="A cluster's folder cannot be called `{folder}`: the portal uses that address itself.",
    hint="Rename the folder, for example to `{other}`.",
    explanation="""\
The portal's front page has files and folders of its own, such as `search` and `assets`. A cluster of the same name
would overwrite them.""",
    wrong="content/search/",
    right="content/search-cluster/",
)

E144 = Code(
    id="E144",
    name="missing-cluster-file",
    severity=Severity.ERROR,
    message="The cluster `{folder}` has no file `cluster.yaml`.",
    hint="Make it, with at least the line `title: ` and the cluster's name.",
    explanation="""\
Each cluster's folder holds a file `cluster.yaml` with the cluster's name, its schools and its goals. The file
`tags.yaml` alone does not make a cluster.""",
    wrong="content/kowhai/tags.yaml",
    right="content/kowhai/cluster.yaml\ncontent/kowhai/tags.yaml",
)

E145 = Code(
    id="E145",
    name="duplicate-term",
    severity=Severity.ERROR,
    message="`{value}` is already there: `{other}` in line {line}.",
    hint="Delete one of the two, or give them names that differ in more than case, macrons and signs.",
    explanation="""\
Each name of a list leads to a page of its own, and so does each of its other words (`aliases`). Two that differ
only in case, macrons or punctuation would have the same address.""",
    wrong="- Whānau engagement\n- whanau engagement",
    right="- Whānau engagement",
)

E146 = Code(
    id="E146",
    name="unknown-broader",
    severity=Severity.ERROR,
    message="`{value}` is not in this list, so it cannot be the wider term of `{term}`.",
    hint="Add `{value}` to the list, or take `broader` out.",
    explanation="""\
`broader` names the wider term that a term belongs under. That term must be in the same list.""",
    wrong="- name: Phonics\n  broader: Readng\n- Reading",
    right="- name: Phonics\n  broader: Reading\n- Reading",
)

E147 = Code(
    id="E147",
    name="broader-loop",
    severity=Severity.ERROR,
    message="`{term}` is put below itself: {way}.",
    hint="Take `broader` out of the widest of them.",
    explanation="""\
`broader` leads from a term to a wider one. If one follows it from term to term, it must end somewhere.""",
    wrong="- name: Reading\n  broader: Literacy\n- name: Literacy\n  broader: Reading",
    right="- name: Reading\n  broader: Literacy\n- Literacy",
)

E148 = Code(
    id="E148",
    name="unknown-timezone",
    severity=Severity.ERROR,
    message="`{value}` is not a time zone.",
    hint="For New Zealand it is `Pacific/Auckland` or `Pacific/Chatham`.",
    explanation="""\
The time zone says when a day begins and how to show the time of events, with summer time. It is written as a region
and a city.""",
    wrong="timezone: NZST",
    right="timezone: Pacific/Auckland",
)

E149 = Code(
    id="E149",
    name="bad-site-address",
    severity=Severity.ERROR,
    message="`{value}` is not the address of a site.",
    hint="Write it like `https://portal.example.org/`, without `?` or `#`.",
    explanation="""\
`url` is the web address at which readers will find the portal or the cluster. It begins with `https://` (or
`http://`), and has no `?` or `#`. It may be left out: all links work without it.""",
    wrong="url: portal.example.org/?page=1",
    right="url: https://portal.example.org/",
)

E150 = Code(
    id="E150",
    name="unknown-language",
    severity=Severity.ERROR,
    message="`{value}` is not a language that is known here.",
    hint="For English in New Zealand write `en-NZ`, for te reo Māori `mi`.",
    explanation="""\
The language is written as a tag of two or three letters, with a country where it matters. Browsers and screen
readers need it to speak and divide words rightly.""",
    wrong="language: Māori",
    right="language: mi",
)
