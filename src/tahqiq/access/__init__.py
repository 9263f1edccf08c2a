"""Who may do what: people, sign-in, cases, policy, the audit log. The only maker of Actors and Scopes. May
import store and below."""
