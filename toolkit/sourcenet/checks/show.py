def as_text(r):
    return ""


def as_html(r):
    return ""
