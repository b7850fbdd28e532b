"""E9: faults of the generator and of the machine it runs on."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E901 = Code(
    id="E901",
    name="foreign-file",
    severity=Severity.ERROR,
    message="`{path}` is in the output folder, but the generator did not write it, and the site needs its name.",
    hint="Move or delete that file, or choose another folder with `--output`. Nothing was published.",
    explanation="The output folder may hold files of yours, such as a CNAME file for your host. The generator never "
    "overwrites or deletes a file that it did not write itself. Here the site needs a name that one of your own "
    "files already has, so nothing was changed. Move your file away, or build into an empty folder.",
    wrong="output/index.html    (made by hand)",
    right="output/              (empty, or made by an earlier build)",
)
E902 = Code(
    id="E902",
    name="place-taken",
    severity=Severity.ERROR,
    message="`{path}` is {found}, where the site needs {needed}.",
    hint="Move or delete it, or choose another folder with `--output`. Nothing was published.",
    explanation="The site is made of plain files in plain folders. Where a link (a shortcut to another place), a "
    "folder or a special file stands in the way, the generator stops instead of following or removing it, since "
    "what is behind it may be yours.",
    wrong="output/hereora -> /home/me/old-site",
    right="output/hereora/",
)
E903 = Code(
    id="E903",
    name="output-in-use",
    severity=Severity.ERROR,
    message="Another build is writing to `{path}`; wait until it is done.",
    hint="Close the other `portal build` or `portal serve` that uses this folder, or choose another with `--output`.",
    explanation="Two builds that write to one folder at the same time would mix their pages. So a build locks its "
    "output folder, and a second one stops at once. The lock ends with the program that holds it, even if that "
    "was interrupted: there is never a lock file to delete.",
    wrong="portal build    (in two windows at the same time)",
    right="portal build    (then, when it is done, the other)",
)
E904 = Code(
    id="E904",
    name="output-not-writable",
    severity=Severity.ERROR,
    message="`{path}` cannot be written: {reason}.",
    hint="Check who owns the output folder and whether it may be written, or choose another with `--output`.",
    explanation="The computer does not let the generator write in the output folder. The folder may belong to "
    "another user, be marked as read-only, or be open in another program. Where the site had been published before, "
    "it can still be read; the next build that succeeds makes it whole.",
    wrong="portal build --output /usr/share/site",
    right="portal build --output site",
)
E905 = Code(
    id="E905",
    name="disk-full",
    severity=Severity.ERROR,
    message="There is no room left on the disk to write `{path}`.",
    hint="Free some space and build again. The site that was there can still be read.",
    explanation="While a site is being published, the new and the old version of every changed file are on the disk "
    "at the same time, so that readers never see half a page. The disk, or your share of it, is full. Large videos "
    "take most of the room: consider a video host for them.",
    wrong="content/hereora/videos/assembly.mp4    (4 GB, on a disk with 3 GB free)",
    right="video: https://vimeo.com/123456789",
)
E906 = Code(
    id="E906",
    name="name-too-long",
    severity=Severity.ERROR,
    message="The name `{path}` is too long for this disk.",
    hint="Give the entry a shorter `slug`, or build into a folder with a shorter path.",
    explanation="Every disk limits how long the name of a file and its folders may be. Addresses are made from "
    "titles and file names, so a very long one can reach that limit.",
    wrong="slug: everything-that-we-learned-when-we-tried-to-read-together-in-year-three-and-after",
    right="slug: reading-together",
)
E907 = Code(
    id="E907",
    name="output-fault",
    severity=Severity.ERROR,
    message="`{path}` could not be written: {reason}.",
    hint="Build again; if it happens again, try another folder with `--output`, on this computer's own disk.",
    explanation="The disk reported a fault while the site was being published. This happens with network folders and "
    "USB sticks that lose their connection, and with disks that wear out. The next build that succeeds makes the "
    "site whole.",
    wrong="portal build --output /mnt/share/site    (the connection was lost)",
    right="portal build --output site",
)
E908 = Code(
    id="E908",
    name="changed-by-hand",
    severity=Severity.WARNING,
    message="`{path}` no longer belongs to the site, but was changed by hand after it was published; it was kept.",
    hint="Delete it if you do not need it; from now on it counts as your own file.",
    explanation="The generator removes pages whose entries are gone. It does so only if the file is still the one it "
    "wrote. This one was changed since, so it was kept: your change may be worth something. Changes to the site "
    "belong in the content folder; those in the output folder are lost or left behind.",
    wrong="output/hereora/videos/kea/index.html    (edited)",
    right="content/hereora/videos/kea.md           (edited)",
)
E909 = Code(
    id="E909",
    name="list-damaged",
    severity=Severity.WARNING,
    message="`{path}`, the generator's list of the files it wrote, cannot be read.",
    hint="If the build then complains of files it did not write, delete the output folder and build again.",
    explanation="The generator keeps a list of what it wrote in the output folder, to know which files it may replace "
    "and remove. The list is damaged or from a newer version, so every file now counts as yours. Files that are the "
    "same as the new ones are taken over; the others are never touched.",
    wrong="output/.portal/manifest.json    (edited, or cut short)",
    right="output/.portal/manifest.json    (left alone)",
)
E910 = Code(
    id="E910",
    name="changed-while-building",
    severity=Severity.ERROR,
    message="The file for `{path}` could not be copied: {reason}.",
    hint="Wait until the file is complete, for instance until it has been downloaded, and build again.",
    explanation="Large files are copied when the site is published. This one changed, vanished or could not be read "
    "after the build had looked at it. Nothing was published.",
    wrong="videos/assembly.mp4    (still being downloaded)",
    right="videos/assembly.mp4    (complete)",
)

CODES: tuple[Code, ...] = (E901, E902, E903, E904, E905, E906, E907, E908, E909, E910)
