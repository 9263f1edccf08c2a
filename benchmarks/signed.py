"""A browser that is signed in, as signing in leaves it."""

from playwright.sync_api import BrowserContext

from tahqiq.web.deps import cookie_name


def sign(context: BrowserContext, url: str, token: str) -> None:
    """Sign a browser in with the token of a session: one half as cookie, the other one kept by the pages of
    the origin."""
    cookie, proof = token.split(".")
    context.add_cookies([{"name": cookie_name(url), "value": cookie, "url": url}])
    context.add_init_script(
        f"if (location.origin === '{url}') localStorage.setItem('tahqiq.proof', '{proof}')"
    )
