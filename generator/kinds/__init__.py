"""Case study, video, page, event, school: one file each."""
