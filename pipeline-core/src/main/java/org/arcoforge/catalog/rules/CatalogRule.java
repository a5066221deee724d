package org.arcoforge.catalog.rules;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A rule is something that holds in every sound document of a kind.
 *
 * @param id family and name, as {@code media.zarr}
 * @param severity of its findings
 * @param holds what holds, as a sentence without its full stop
 * @param fix what to do where it does not
 * @param concerns whether a document is of its kind
 * @param check tells the subject what does not hold
 */
record CatalogRule(
    String id,
    RuleSeverity severity,
    String holds,
    String fix,
    Predicate<RuleSubject> concerns,
    Consumer<RuleSubject> check) {

  /** What is written anew by the program itself. */
  static final String BUILD = "run 'arco catalog build'";

  /** What comes from the feedstock. */
  static final String FEEDSTOCK = "change feedstock.yaml, and publish again";

  /** What a bake wrote. */
  static final String BAKE = "publish the version again with 'arco bake --force'";

  static CatalogRule item(String id, String holds, String fix, Consumer<RuleSubject> check) {
    return new CatalogRule(id, RuleSeverity.ERROR, holds, fix, RuleSubject::isItem, check);
  }

  static CatalogRule collection(String id, String holds, String fix, Consumer<RuleSubject> check) {
    return new CatalogRule(id, RuleSeverity.ERROR, holds, fix, RuleSubject::isCollection, check);
  }

  /** A rule of items and collections. */
  static CatalogRule both(String id, String holds, String fix, Consumer<RuleSubject> check) {
    return new CatalogRule(id, RuleSeverity.ERROR, holds, fix, s -> !s.isRoot(), check);
  }

  static CatalogRule any(String id, String holds, String fix, Consumer<RuleSubject> check) {
    return new CatalogRule(id, RuleSeverity.ERROR, holds, fix, s -> true, check);
  }

  /** The same rule, whose findings do not fail a catalog. */
  CatalogRule warning() {
    return new CatalogRule(id, RuleSeverity.WARNING, holds, fix, concerns, check);
  }
}
