package org.arcoforge.bakery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;
import org.arcoforge.secret.GoogleTokens;
import org.jspecify.annotations.Nullable;

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

  /** These are the kinds of writing to the persistent store and the catalog. */
  public enum Kind {
    /** A bake of new objects only. */
    CREATES("this bake", "makes a new version"),
    /** A bake in which a store grows, or is changed, in place. */
    REPLACES("this bake", "replaces objects in place"),
    /** Damaged objects of a store are made anew. */
    REPAIRS("this repair", "replaces objects in place"),
    /** What was published is deleted. */
    DELETES("deleting what is published", "deletes objects"),
    /** Documents of the catalog are made anew, or point elsewhere. */
    REGISTERS("this change of the catalog", "replaces documents of the catalog");

    private final String subject;
    private final String words;

    Kind(String subject, String words) {
      this.subject = subject;
      this.words = words;
    }

    private boolean changesObjects() {
      return this == REPLACES || this == REPAIRS || this == DELETES;
    }

    private boolean isBake() {
      return this == CREATES || this == REPLACES;
    }

    /** What to do where objects are never replaced. */
    private String advice() {
      return switch (this) {
        case REPAIRS -> "bake a new version (arco bake --force), to which the catalog then points";
        case DELETES -> "what is too old there is deleted by who runs the bucket";
        default ->
            "write target: {mode: create} in the recipe, so that each bake makes a new version";
      };
    }
  }

  /**
   * Makes sure that somebody may write to the persistent store or the catalog.
   *
   * @param bakery by name, for the message
   * @throws NotPermittedException if not; it cites the rule and says what to do
   */
  public void check(String bakery, Kind kind, Writer writer) throws NotPermittedException {
    if (createOnly && kind.changesObjects()) {
      throw refused(
          bakery, kind, "persistent.create_only: true", "this " + kind.words, kind.advice());
    }
    if (!branch.isEmpty()) {
      Optional<String> from = writer.branch();
      if (!from.equals(Optional.of(branch))) {
        throw refused(
            bakery,
            kind,
            "persistent.branch: " + branch,
            "this is " + from.map(b -> "the branch " + b).orElse("no branch that could be told"),
            kind.isBake()
                ? "bake with --prune N into scratch, and let a pull request bring the feedstock to "
                    + branch
                : "run it from a checkout of " + branch + ", or in the workflow that publishes");
      }
    }
    if (!writers.isEmpty()) {
      Optional<String> who = writer.account();
      if (who.isEmpty() || !writers.contains(who.get())) {
        throw refused(
            bakery,
            kind,
            "persistent.writers: [" + String.join(", ", writers) + "]",
            "you are " + who.orElse("nobody of these (a person, or without credentials)"),
            kind.isBake()
                ? "bake with --prune N into scratch; what is published is baked by these accounts"
                : "run it as one of these accounts, or in the workflow that publishes");
      }
    }
  }

  private static NotPermittedException refused(
      String bakery, Kind kind, String rule, String found, String what) {
    return new NotPermittedException(
        "the bakery "
            + bakery
            + " does not allow "
            + kind.subject
            + ": its rule is policy."
            + rule
            + ", and "
            + found
            + "; "
            + what);
  }

  /** A writer is who bakes, and from which branch; both are looked up when a rule asks for them. */
  public static final class Writer {
    private static final String HEAD = "ref: refs/heads/";

    private final Supplier<Optional<String>> account;
    private final Supplier<Optional<String>> branch;

    /** Makes a writer of what suppliers give. */
    public Writer(Supplier<Optional<String>> account, Supplier<Optional<String>> branch) {
      this.account = account;
      this.branch = branch;
    }

    /**
     * Returns who bakes in this process.
     *
     * @param feedstock file or folder; of its checkout the branch is taken, unless a workflow says
     */
    public static Writer of(Path feedstock) {
      return new Writer(GoogleTokens::account, () -> branch(feedstock, System::getenv));
    }

    /** Returns the service account; empty for a person, and where nobody can tell. */
    public Optional<String> account() {
      return account.get();
    }

    /** Returns the branch; empty where it is unknown. */
    public Optional<String> branch() {
      return branch.get();
    }

    static Optional<String> branch(Path feedstock, UnaryOperator<@Nullable String> env) {
      for (String variable : new String[] {"GITHUB_REF_NAME", "CI_COMMIT_BRANCH"}) {
        String value = env.apply(variable);
        if (value != null && !value.isEmpty()) {
          return Optional.of(value);
        }
      }
      Path folder = feedstock.toAbsolutePath().normalize();
      while (folder != null && !Files.exists(folder.resolve(".git"))) {
        folder = folder.getParent();
      }
      return folder == null ? Optional.empty() : checkedOut(folder.resolve(".git"));
    }

    private static Optional<String> checkedOut(Path git) {
      try {
        Path folder = git;
        if (Files.isRegularFile(git)) { // of a worktree
          String text = Files.readString(git).strip();
          folder = git.resolveSibling(text.replaceFirst("^gitdir: ", ""));
        }
        String head = Files.readString(folder.resolve("HEAD")).strip();
        return head.startsWith(HEAD)
            ? Optional.of(head.substring(HEAD.length()))
            : Optional.empty();
      } catch (IOException e) { // no checkout that we know
        return Optional.empty();
      }
    }
  }

  /** This exception says that a bakery's policy does not let somebody write where they would. */
  public static final class NotPermittedException extends IOException implements Fault {
    private static final long serialVersionUID = 1L;

    NotPermittedException(String message) {
      super(message);
    }

    /** Returns that rights are missing, which who runs the bakery gives. */
    @Override
    public Blame blame() {
      return Blame.ACCESS;
    }

    @Override
    public boolean mayPass() {
      return false;
    }
  }
}
