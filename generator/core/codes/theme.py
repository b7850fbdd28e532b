"""E4: themes, templates and strings."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E401 = Code(
    id="E401",
    name="theme-file-unreadable",
    severity=Severity.ERROR,
    message="This file of the theme cannot be read: {problem}.",
    hint="Mend the file, or delete it so that the default theme's own file is used.",
    explanation="A theme is made of text files in UTF-8. `theme.yaml` and the files in `strings/` hold one `key: text` "
    "on each line, without nesting.",
    wrong="home:\n  title: Home",
    right="home: Home",
)
E402 = Code(
    id="E402",
    name="missing-template",
    severity=Severity.ERROR,
    message="The theme has no template `{template}`.",
    hint="Add the file, or write `inherits: default` in theme.yaml to use the default theme's.",
    explanation="Every page is made from a template of its kind. A theme brings all of them, or inherits those it "
    "lacks from another theme.",
    wrong="# themes/ours/theme.yaml\ntitle: Ours",
    right="# themes/ours/theme.yaml\ntitle: Ours\ninherits: default",
)
E403 = Code(
    id="E403",
    name="template-syntax",
    severity=Severity.ERROR,
    message="The template cannot be understood: {problem}.",
    hint="Look at this line and the few before it for a tag that is not closed.",
    explanation="Templates are written in Jinja. Each `{% if %}`, `{% for %}` and `{% block %}` needs its end, "
    "and each `{{` its `}}`.",
    wrong="{% if page.summary %}<p>{{ page.summary }}</p>",
    right="{% if page.summary %}<p>{{ page.summary }}</p>{% endif %}",
)
E404 = Code(
    id="E404",
    name="unknown-field",
    severity=Severity.ERROR,
    message="`{written}`: a {owner} has no `{field}`.",
    hint="docs/theme-contract.md lists every field that a template may use.",
    explanation="Templates may use the fields of the theme contract and nothing else, so that a theme goes on working "
    "when the generator changes. This name is not among them; most often it is a typing slip.",
    wrong="<h1>{{ page.titel }}</h1>",
    right="<h1>{{ page.title }}</h1>",
)
E405 = Code(
    id="E405",
    name="unknown-name",
    severity=Severity.ERROR,
    message="`{field}` is not known here.",
    hint="A template knows `site`, `page`, `theme`, `t`, and what it sets itself.",
    explanation="A template receives three values: `site`, `page` and `theme`, and the function `t` for words of the "
    "interface. Other names must be set in the template itself, by `set`, `for`, `import` or as a macro's parameter.",
    wrong="<h1>{{ title }}</h1>",
    right="<h1>{{ page.title }}</h1>",
)
E406 = Code(
    id="E406",
    name="unknown-template",
    severity=Severity.ERROR,
    message="There is no template `{template}`.",
    hint="Name a file below the theme's `templates/` folder.",
    explanation="`extends`, `include` and `import` name another template by its path below `templates/`, in quotes.",
    wrong='{% extends "bsae.html" %}',
    right='{% extends "base.html" %}',
)
E407 = Code(
    id="E407",
    name="unescaped-output",
    severity=Severity.ERROR,
    message="`{written}` would let text through as markup.",
    hint="Leave it out: what is meant to be markup, such as `page.content`, already is.",
    explanation="What authors write is turned into harmless text wherever it stands in a page. Switching that off "
    "would let a title or a name carry a script. Fields that hold markup are marked so and need nothing.",
    wrong="{{ page.summary|safe }}",
    right="{{ page.summary }}",
)
E408 = Code(
    id="E408",
    name="unknown-filter",
    severity=Severity.ERROR,
    message="There is no {what} `{written}`.",
    hint="Use one of Jinja's own filters and tests.",
    explanation="After `|` stands one of Jinja's filters, after `is` one of its tests. A few are not offered, because "
    "they would make pages unsafe or different each time: `safe`, `attr`, `random` and `pprint`.",
    wrong="{{ page.title|uper }}",
    right="{{ page.title|upper }}",
)
E409 = Code(
    id="E409",
    name="unknown-string",
    severity=Severity.ERROR,
    message="The theme has no words for `{key}`.",
    hint="Add the key to strings/en-NZ.yaml.",
    explanation='`t("…")` looks up words of the interface in the theme\'s `strings/` folder. Every key must stand at '
    "least in `en-NZ.yaml`; other languages fall back to it.",
    wrong='{{ t("tag") }}',
    right='{{ t("tags") }}',
)
E410 = Code(
    id="E410",
    name="blocked-markup",
    severity=Severity.ERROR,
    message="Browsers will ignore {what} here, because of the page's security policy.",
    hint="Put styles into assets/site.css and scripts into assets/site.js.",
    explanation="The pages tell browsers to use only style sheets and scripts that come as files from the site itself, "
    "so that nothing in a page can run by accident. Code within a template is therefore never used.",
    wrong='<p style="color: red">',
    right='<p class="warning">',
)
E411 = Code(
    id="E411",
    name="bad-colour",
    severity=Severity.ERROR,
    message="`{value}` is not a colour that can be used for `{key}`.",
    hint="Write a number sign and six digits or letters from a to f, in quotes: '#1a6b54'.",
    explanation="Colours are written as `#rrggbb` (or `#rgb`), in quotes, because a number sign begins a comment in "
    "YAML.",
    wrong="colours:\n  paper: ivory",
    right="colours:\n  paper: '#fffff0'",
)
E412 = Code(
    id="E412",
    name="unknown-colour",
    severity=Severity.WARNING,
    message="The theme has no colour `{key}`, so this does nothing.",
    hint="Its colours are: {known}.",
    explanation="`colours` in portal.yaml replaces colours of the theme by their names. A name with `dark-` before it "
    "is the colour where readers' devices ask for dark pages.",
    wrong="colours:\n  papier: '#ffffff'",
    right="colours:\n  paper: '#ffffff'\n  dark-paper: '#101010'",
)
E413 = Code(
    id="E413",
    name="unknown-replaced-string",
    severity=Severity.WARNING,
    message="The theme has no words `{key}`, so this replaces nothing.",
    hint="The keys stand in the theme's strings/en-NZ.yaml.",
    explanation="`strings` in portal.yaml replaces words of the interface by their key, in all languages, or in one "
    "where the key begins with the language and a slash.",
    wrong="strings:\n  hom: Start",
    right="strings:\n  home: Start\n  mi/home: Kāinga",
)
E414 = Code(
    id="E414",
    name="string-placeholder",
    severity=Severity.ERROR,
    message="The words for `{key}` have `{{{placeholder}}}`, which is not known there.",
    hint="Use the same names in curly brackets as strings/en-NZ.yaml has for this key.",
    explanation="Names in curly brackets are replaced by a value when a page is made. A translation may leave one out "
    "or move it, but may not name another.",
    wrong="watch_from: Mātakihia mai i te {tima}",
    right="watch_from: Mātakihia mai i te {time}",
)
E415 = Code(
    id="E415",
    name="template-failed",
    severity=Severity.ERROR,
    message="The template could not be filled in: {problem}.",
    hint="Check what this line does with its values.",
    explanation="The template is well written, but doing what it says failed when a page was made: for example a "
    "number was asked of words, or a field was used of something that is not there.",
    wrong="{{ page.date.text }}",
    right="{% if page.date %}{{ page.date.text }}{% endif %}",
)
E416 = Code(
    id="E416",
    name="repeated-string",
    severity=Severity.WARNING,
    message="`{key}` stands twice in this file; the later words are used.",
    hint="Delete one of the two lines.",
    explanation="Each key stands once in a file of words.",
    wrong="home: Home\nhome: Start",
    right="home: Home",
)
E417 = Code(
    id="E417",
    name="unknown-theme",
    severity=Severity.ERROR,
    message="There is no theme `{theme}`.",
    hint="Name a folder in `themes/`, or `default`.",
    explanation="`theme` in portal.yaml, and `inherits` in a theme's theme.yaml, name a theme: a folder in the "
    "portal's `themes/`, or `default`, which comes with the generator. A theme may not inherit itself.",
    wrong="theme: defualt",
    right="theme: default",
)
E418 = Code(
    id="E418",
    name="template-circle",
    severity=Severity.ERROR,
    message="The template comes back to itself: {circle}.",
    hint="Take out one of these steps.",
    explanation="A template that extends, includes or imports itself, directly or through others, would never end.",
    wrong='{# base.html #}{% include "base.html" %}',
    right='{# base.html #}{% include "partials/footer.html" %}',
)
E419 = Code(
    id="E419",
    name="unclear-template-code",
    severity=Severity.ERROR,
    message="{problem}.",
    hint="docs/theme-contract.md says what a template may do.",
    explanation="Templates are checked before any page is made. For that, the names of other templates and the keys "
    "of `t(…)` must be written out in quotes, and only `t`, macros and `super` can be called.",
    wrong="{% include page.kind %}",
    right='{% include "partials/card.html" %}',
)
E420 = Code(
    id="E420",
    name="missing-string-value",
    severity=Severity.ERROR,
    message='`t("{key}")` needs a value for `{placeholder}`.',
    hint='Write it as t("{key}", {placeholder}=…).',
    explanation="Some words of the interface have a name in curly brackets, which a value takes the place of. The "
    "template must give that value, or readers would see the brackets.",
    wrong='{{ t("watch_from") }}',
    right='{{ t("watch_from", time=cue.time) }}',
)
E421 = Code(
    id="E421",
    name="maybe-missing",
    severity=Severity.WARNING,
    message="`{written}` is not always there.",
    hint="Put {{% if {written} %}} … {{% endif %}} around it.",
    explanation="Some fields are empty on some pages: not every entry has a date or a picture. A page on which it is "
    "empty could not be made.",
    wrong="{{ page.date.text }}",
    right="{% if page.date %}{{ page.date.text }}{% endif %}",
)

E422 = Code(
    id="E422",
    name="brand-contrast",
    severity=Severity.ERROR,
    message="The cluster's colour `{brand}` does not stand out: {what} in it on the paper (`{paper}`) have a contrast "
    "of {ratio} to 1, and need {wanted}.",
    hint="The nearest colour that can be used is '{nearest}'.",
    explanation="The cluster's colour is that of buttons, lines and links on its pages. Some readers could not make "
    "them out in a colour that is nearly as light as the paper. Dark pages take care of themselves: there the colour "
    "is made lighter until it stands out.",
    wrong="brand: '#f2b705'",
    right="brand: '#8f6c03'",
)
E423 = Code(
    id="E423",
    name="colour-contrast",
    severity=Severity.ERROR,
    message="`{front}` ({front_colour}) on `{back}` ({back_colour}) has a contrast of {ratio} to 1, and needs "
    "{wanted}.",
    hint="The nearest colour that can be used for `{name}` is '{nearest}'.",
    explanation="Colours that are replaced in portal.yaml meet the other colours of the theme. Words need a contrast "
    "of 4.5 to 1 with what they stand on, the lines of controls need 3 to 1, or some readers cannot make them out.",
    wrong="colours:\n  muted: '#b0b0b0'",
    right="colours:\n  muted: '#6b6b6b'",
)

CODES: tuple[Code, ...] = (
    E401,
    E402,
    E403,
    E404,
    E405,
    E406,
    E407,
    E408,
    E409,
    E410,
    E411,
    E412,
    E413,
    E414,
    E415,
    E416,
    E417,
    E418,
    E419,
    E420,
    E421,
    E422,
    E423,
)
