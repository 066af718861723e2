"""Papers about people; each file is a kind."""

from zveno.network.people.documents import consent_form, consent_forms, erasure_act

__all__ = ["consent_form", "consent_forms", "erasure_act"]
