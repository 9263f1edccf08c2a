"""The learner behind the models: CatBoost with its own treatment of categories and their crosses, on one
thread (extra ``tahqiq[cargo]``)."""

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tahqiq.desks.cargo.targeting.measures import Bools, Floats
from tahqiq.kit.errors import Damaged, WrongUse

Cells = tuple[NDArray[np.float32], NDArray[np.object_]]
"""Numbers (rows x columns, NaN where nothing stood) and categories (rows x columns of text)."""


def _package() -> ModuleType:
    try:
        import catboost
    except ImportError as error:
        raise WrongUse("cargo-extra-missing") from error
    package: ModuleType = catboost
    return package


class Learner:
    """One model. Categories are encoded in the order of time, so that no row is told by what came after
    it."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - the package has no types
        self._model = model

    @classmethod
    def taught(cls, cells: Cells, finds: Bools, weights: Floats, *, rounds: int, seed: int) -> "Learner":
        """Learn from rows in the order of time."""
        model = _package().CatBoostClassifier(
            iterations=rounds,
            depth=6,
            max_ctr_complexity=4,
            simple_ctr=["Borders"],
            combinations_ctr=["Borders"],
            has_time=True,
            random_seed=seed,
            thread_count=1,
            verbose=False,
            allow_writing_files=False,
        )
        model.fit(_pool(cells, finds, weights))
        return cls(model)

    @classmethod
    def read(cls, path: Path) -> "Learner":
        """From a file that :meth:`write` made. Raises ``Damaged`` (``cargo-model-damaged``)."""
        package = _package()
        model = package.CatBoostClassifier()
        try:
            model.load_model(str(path))
        except package.CatBoostError as error:
            raise Damaged("cargo-model-damaged", name=path.name) from error
        return cls(model)

    def write(self, path: Path) -> None:
        """Into the package's own binary form, which holds no program."""
        self._model.save_model(str(path))

    def margins(self, cells: Cells) -> Floats:
        """The log-odds of a find, one for each row."""
        return np.asarray(
            self._model.predict(_pool(cells), prediction_type="RawFormulaVal", thread_count=1), np.float64
        )

    def parts(self, cells: Cells) -> Floats:
        """What each column adds to the log-odds (SHAP values, Lundberg and Lee 2017): rows x columns, numbers
        first; the last column is the base."""
        return np.asarray(
            self._model.get_feature_importance(_pool(cells), type="ShapValues", thread_count=1), np.float64
        )


def version() -> str:
    """The version of the package."""
    return str(_package().__version__)


def _pool(cells: Cells, finds: Bools | None = None, weights: Floats | None = None) -> Any:  # noqa: ANN401 - the package has no types
    package = _package()
    numbers, categories = cells
    data = package.FeaturesData(
        num_feature_data=numbers if numbers.shape[1] else None,
        cat_feature_data=categories if categories.shape[1] else None,
    )
    return package.Pool(data, label=None if finds is None else finds.astype(np.int8), weight=weights)


def as_objects(columns: Sequence[Sequence[str]], rows: int) -> NDArray[np.object_]:
    """Columns of text as the learner takes them."""
    made = np.empty((rows, len(columns)), dtype=object)
    for place, column in enumerate(columns):
        made[:, place] = column
    return made
