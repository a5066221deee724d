package org.arcoforge.bakery;

import java.util.List;
import java.util.Optional;

/**
 * A write policy says who may write where. It repeats what the buckets' own access control
 * enforces, so that people are told before the first byte, and what to do.
 *
 * @param expires after which scratch is deleted, as P7D; empty if it is not
 * @param prefix below which everybody keeps to their own in scratch; empty for none
 * @param createOnly whether objects of persistent are never replaced
 * @param writers accounts that may write to persistent; empty for all
 * @param branch from which persistent is written; empty for any
 */
public record WritePolicy(
    String expires, String prefix, boolean createOnly, List<String> writers, String branch) {
  /** Copies the list. */
  public WritePolicy {
    writers = List.copyOf(writers);
  }

  /** Returns the policy that allows everything. */
  public static WritePolicy none() {
    return new WritePolicy("", "", false, List.of(), "");
  }

  /** These are the kinds of writing to the persistent store. */
  public enum Kind {
    /** New objects only. */
    CREATES("makes a new version"),
    /** A store grows, or is repaired, in place. */
    REPLACES("replaces objects in place");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /**
   * Makes sure that somebody may write to the persistent store.
   *
   * @param bakery by name, for the message
   * @throws NotPermittedException if not; it cites the rule and says what to do
   */
  public void check(String bakery, Kind kind, Writer writer) throws NotPermittedException {
    if (createOnly && kind == Kind.REPLACES) {
      throw refused(
          bakery,
          "persistent.create_only: true",
          "this " + kind.words + "",
          "write target: {mode: create} in the recipe, so that each bake makes a new version");
    }
    if (!branch.isEmpty()) {
      Optional<String> from = writer.branch();
      if (!from.equals(Optional.of(branch))) {
        throw refused(
            bakery,
            "persistent.branch: " + branch,
            "this is " + from.map(b -> "the branch " + b).orElse("no branch that could be told"),
            "bake with --prune N into scratch, and let a pull request bring the feedstock to "
                + branch);
      }
    }
    if (!writers.isEmpty()) {
      Optional<String> who = writer.account();
      if (who.isEmpty() || !writers.contains(who.get())) {
        throw refused(
            bakery,
            "persistent.writers: [" + String.join(", ", writers) + "]",
            "you are " + who.orElse("nobody of these (a person, or without credentials)"),
            "bake with --prune N into scratch; what is published is baked by these accounts");
      }
    }
  }

  private static NotPermittedException refused(
      String bakery, String rule, String found, String what) {
    return new NotPermittedException(
        "the bakery "
            + bakery
            + " does not allow this bake: its rule is policy."
            + rule
            + ", and "
            + found
            + "; "
            + what);
  }
}
