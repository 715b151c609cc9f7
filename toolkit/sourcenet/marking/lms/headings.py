"""Moodle's headings in its languages: a worksheet has the language of whoever downloads it.

From Moodle's own language packs (mod_assign ``recordid``, ``gradecanbechanged``, ``lastmodifiedsubmission``,
``maxgrade``, core ``grade``) and worksheets of others: English, German, French, Spanish, Catalan, Portuguese, Dutch
and Italian, of which Dutch and Italian could be verified only in part. A sheet in another language is read by the
order of its columns, which is the same in all.
"""

from __future__ import annotations

__all__ = ["MOODLE", "is_no"]

#: What a column is for -> its headings, in small letters.
MOODLE: dict[str, frozenset[str]] = {
    "identifier": frozenset({"identifier", "identificador", "identifiant", "identificatie", "identificativo", "id"}),
    "name": frozenset(
        {"full name", "vollständiger name", "nom complet", "nombre completo", "nome completo", "volledige naam"}
    ),
    "group": frozenset({"group", "gruppe", "groupe", "grupo", "grup", "groep", "gruppo"}),
    "grade": frozenset({"grade", "bewertung", "note", "calificación", "qualificació", "nota", "cijfer", "valutazione"}),
    "most": frozenset(
        {
            "maximum grade", "bestwertung", "höchstwertung", "note maximale", "calificación máxima",
            "qualificació màxima", "nota máxima", "maximumcijfer", "valutazione massima",
        }
    ),
    "scale": frozenset({"scale", "skala", "bewertungsskala", "barème", "escala", "schaal", "scala"}),
    "change": frozenset(
        {
            "grade can be changed", "bewertung kann geändert werden", "la note peut être modifiée",
            "la calificación puede ser cambiada", "la qualificació es pot canviar", "nota pode ser alterada",
            "a nota pode ser alterada.", "cijfer kan gewijzigd worden", "la valutazione può essere modificata",
        }
    ),
    "handed_in": frozenset(
        {
            "last modified (submission)", "zuletzt geändert (abgabe)", "dernière modification (travail remis)",
            "dernière modification (remise)", "última modificación (entrega)", "darrera modificació (tramesa)",
            "última modificação (submissão)", "última atualização (submissão)", "laatst gewijzigd (inzending)",
        }
    ),
    "comment": frozenset(
        {
            "feedback comments", "feedback als kommentar", "feedback par commentaires", "commentaires de feedback",
            "comentarios de retroalimentación", "comentaris de retroacció", "comentários de feedback",
            "comentários", "feedback opmerkingen", "commenti",
        }
    ),
}  # fmt: skip

_NO = frozenset(
    {"no", "nein", "non", "não", "nee", "nej", "nei", "nie", "ei", "ne", "hayır", "нет", "ні", "いいえ", "否", "لا"}
)


def is_no(word: str) -> bool:
    """Tell whether a cell says no, in the languages that are known."""
    return word.strip().casefold() in _NO
