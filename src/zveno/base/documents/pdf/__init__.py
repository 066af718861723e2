"""PDF/A by Typst."""

from zveno.base.documents.pdf.press import pdf_of, pictures_of

__all__ = ["pdf_of", "pictures_of"]
