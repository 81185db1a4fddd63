"""How much each sign speaks for something: logistic regression over signs, and the table of weights that the program reads."""

from collections import Counter

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression


def fit(rows, least_seen, freedom):
    """A vectorizer and a model, taught by rows of (signs, whether it holds); a sign must stand in `least_seen` rows."""
    seen = Counter(sign for signs, _ in rows for sign in set(signs))
    vectorizer = DictVectorizer()
    held = vectorizer.fit_transform({sign: 1.0 for sign in signs if seen[sign] >= least_seen} for signs, _ in rows)
    return vectorizer, LogisticRegression(C=freedom, max_iter=5000).fit(held, [right for _, right in rows])


def write(path, header, vectorizer, model):
    """Writes a sign and its weight to a row, but those that weigh nothing; all rows must have had the sign ANY."""
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0]))
    weights["ANY"] += model.intercept_[0]
    with path.open("w", encoding="utf-8") as out:
        print(header, file=out)
        for sign, weight in sorted(weights.items()):
            if abs(weight) >= 0.0005:
                print(sign, f"{weight:.3f}", sep="\t", file=out)
