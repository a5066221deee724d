package org.arcoforge.bake;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells of which commit a feedstock is, by git if there is one, else by the variables of a
 * workflow. Git is asked only for what it has in its objects: looking at the files by itself it
 * would run filters and monitors that a stranger's repository names.
 */
final class Checkout {
  private static final int PATIENCE_SECONDS = 10;
  private static final int SHA1_DIGITS = 40;
  private static final String FEEDSTOCK = "feedstock.yaml";
  private static final long MOST = 1 << 20; // bytes: what is larger is data, and not looked at
  private static final Pattern SCP = Pattern.compile("[^/:@]+@([^/:]+):(?!//)(.+)");
  private static final Pattern URL =
      Pattern.compile(
          "(?:https?|ssh|git)://(?:[^/@]*@)?([^/@?#]+)/([^?#]+?)(?:\\.git)?/?(?:[?#].*)?");

  private final UnaryOperator<@Nullable String> env;

  Checkout(UnaryOperator<@Nullable String> env) {
    this.env = env;
  }

  /** Returns what can be told of a feedstock's file or folder. */
  Origin of(Path feedstock) {
    Path real;
    try {
      real = feedstock.toRealPath();
    } catch (IOException e) { // it will be told by who reads it
      return Origin.unknown();
    }
    Path file = Files.isDirectory(real) ? real.resolve(FEEDSTOCK) : real;
    try {
      return ofGit(file).orElseGet(() -> ofWorkflow(file));
    } catch (IOException e) { // no git, or no repository
      return ofWorkflow(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Origin.unknown();
    }
  }

  private static Optional<Origin> ofGit(Path file) throws IOException, InterruptedException {
    Path folder = file.resolveSibling("");
    Optional<String> found = git(folder, "rev-parse", "HEAD", "--show-prefix");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String[] lines = found.get().split("\n", 2);
    String commit = lines[0].strip();
    String prefix = lines.length == 2 ? lines[1].strip() : "";
    Optional<String> tree = git(folder, "ls-tree", "-z", "HEAD", "--", "./");
    boolean dirty = tree.isEmpty() || isDirty(file, tree.get(), commit.length());
    String remote = git(folder, "config", "--get", "remote.origin.url").orElse("").strip();
    return Optional.of(
        new Origin("", publicUrl(remote), commit, prefix + file.getFileName(), dirty));
  }

  /** Whether the feedstock's own file, or another one beside it, is not as the commit has it. */
  private static boolean isDirty(Path file, String tree, int digits) throws IOException {
    boolean listed = false;
    for (String line : tree.split("\0")) {
      int tab = line.indexOf('\t');
      if (tab < 0) {
        continue;
      }
      Path path = file.resolveSibling(line.substring(tab + 1));
      listed |= path.equals(file);
      boolean plain = line.startsWith("100");
      if (plain && !Files.isRegularFile(path)) {
        return true;
      }
      if (plain
          && Files.size(path) <= MOST
          && !line.substring(0, tab).endsWith(blob(path, digits))) {
        return true;
      }
    }
    return !listed && Files.exists(file); // it may be a folder of feedstocks
  }

  /** The name of a file's content, as git makes it. */
  private static String blob(Path file, int digits) throws IOException {
    try {
      MessageDigest digest =
          MessageDigest.getInstance(digits == SHA1_DIGITS ? "SHA-1" : "SHA-256"); // git's choice
      byte[] bytes = Files.readAllBytes(file);
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has both
    }
  }

  private Origin ofWorkflow(Path file) {
    String commit = first("GITHUB_SHA", "CI_COMMIT_SHA");
    String workspace = first("GITHUB_WORKSPACE", "CI_PROJECT_DIR");
    if (commit.isEmpty() || (!workspace.isEmpty() && !file.startsWith(Path.of(workspace)))) {
      return Origin.unknown();
    }
    String repository = first("CI_PROJECT_URL");
    if (!first("GITHUB_REPOSITORY").isEmpty()) {
      String server = first("GITHUB_SERVER_URL");
      repository =
          (server.isEmpty() ? "https://github.com" : server) + "/" + first("GITHUB_REPOSITORY");
    }
    String path = workspace.isEmpty() ? "" : Path.of(workspace).relativize(file).toString();
    return new Origin("", publicUrl(repository), commit, path, false);
  }

  private String first(String... names) {
    for (String name : names) {
      String value = env.apply(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }

  /** The page of a remote, without user and password; empty for a folder of one machine. */
  static String publicUrl(String remote) {
    Matcher scp = SCP.matcher(remote);
    Matcher url =
        URL.matcher(scp.matches() ? "ssh://" + scp.group(1) + "/" + scp.group(2) : remote);
    return url.matches() ? "https://" + url.group(1) + "/" + url.group(2) : "";
  }

  private static Optional<String> git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor="));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_ALLOW_PROTOCOL", "none"); // fetches nothing
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Path said = Files.createTempFile("arco-git", "");
    try {
      Process process =
          builder
              .redirectInput(new File("/dev/null"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0 ? Optional.of(Files.readString(said)) : Optional.empty();
    } finally {
      Files.delete(said);
    }
  }
}
