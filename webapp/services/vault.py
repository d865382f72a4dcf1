"""The vault: locks identity numbers away with the keys of the settings, and finds equal ones without opening them."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from hmac import new as keyed
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.identities import IdentityNotKept, IdentityUnreadable
from webapp.settings import SettingInvalid

if TYPE_CHECKING:
    from typing import Self

    from webapp.settings import Settings

PURPOSE = b"laopin identity blind index"


class IdentityVault:
    """Keys for identity numbers: the first locks, every one of them opens."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._fernets = [Fernet(key) for key in keys]
        self._keys = keys

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings say. Raises SettingInvalid."""
        try:
            return cls(tuple(key.strip() for key in settings.identity_keys.split(",") if key.strip()))
        except ValueError as error:
            raise SettingInvalid(
                "LAOPIN_IDENTITY_KEYS must hold keys as `flask identities new-key` makes them, parted by commas"
            ) from error

    @property
    def is_there(self) -> bool:
        """Whether there is a key at all; without one no number is kept."""
        return bool(self._fernets)

    def seal(self, number: str) -> tuple[str, str]:
        """A number as it is kept, and its blind index. Raises IdentityNotKept."""
        if not self._fernets:
            raise IdentityNotKept
        return self._fernets[0].encrypt(number.encode()).decode(), self.blind_indexes(number)[0]

    def open(self, sealed: str) -> str:
        """The number that was sealed. Raises IdentityUnreadable."""
        if not self._fernets:
            raise IdentityUnreadable
        try:
            return MultiFernet(self._fernets).decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise IdentityUnreadable from error

    def blind_indexes(self, number: str) -> tuple[str, ...]:
        """How a number is found, under each key: while keys are changed some rows still stand under the older."""
        return tuple(keyed(key, number.encode(), sha256).hexdigest() for key in self._index_keys)

    @cached_property
    def _index_keys(self) -> tuple[bytes, ...]:
        """Keys for finding that are not the keys for opening, though each follows from one."""
        return tuple(
            HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode()) for key in self._keys
        )


def new_key() -> str:
    """A key drawn at random."""
    return Fernet.generate_key().decode()
