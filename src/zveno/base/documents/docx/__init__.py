"""Word files, written as WordprocessingML: a hundred times faster than through an object model, and the
same bytes for the same content.
"""

from zveno.base.documents.docx.package import docx_of

__all__ = ["docx_of"]
