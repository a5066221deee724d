package org.arcoforge.bakery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.arcoforge.secret.GoogleTokens;
import org.jspecify.annotations.Nullable;

/** A writer is who bakes, and from which branch; both are looked up when a rule asks for them. */
public final class Writer {
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
      return head.startsWith(HEAD) ? Optional.of(head.substring(HEAD.length())) : Optional.empty();
    } catch (IOException e) { // no checkout that we know
      return Optional.empty();
    }
  }
}
