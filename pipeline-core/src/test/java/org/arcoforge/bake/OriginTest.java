package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {
  @TempDir Path folder = Path.of("");

  private String git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  private Path feedstock() throws IOException {
    Path feedstock = folder.resolve("feedstocks/a");
    Files.createDirectories(feedstock);
    Files.writeString(feedstock.resolve("feedstock.yaml"), "id: a\n");
    Files.writeString(feedstock.resolve("README.md"), "# a\n");
    return feedstock;
  }

  private Path repository() throws Exception {
    Path feedstock = feedstock();
    git("init", "-q");
    git("remote", "add", "origin", "https://user:token@github.com/o/r.git");
    git("add", "-A");
    git("commit", "-qm", "first");
    return feedstock;
  }

  @Test
  void checkoutTellsCommitAndRepositoryWithoutItsToken() throws Exception {
    Path feedstock = repository();
    Origin expected =
        new Origin(
            "",
            "https://github.com/o/r",
            git("rev-parse", "HEAD"),
            "feedstocks/a/feedstock.yaml",
            false);
    assertEquals(expected, new Checkout(name -> null).of(feedstock));
    assertEquals(expected, new Checkout(name -> null).of(feedstock.resolve("feedstock.yaml")));
  }

  @Test
  void feedstockThatIsNotAsCommittedIsDirtyAndOthersDoNotCount() throws Exception {
    Path feedstock = repository();
    Files.writeString(folder.resolve("elsewhere"), "x");
    Files.writeString(feedstock.resolve("notes.txt"), "x");
    assertFalse(new Checkout(name -> null).of(feedstock).dirty());
    Files.delete(feedstock.resolve("README.md"));
    assertTrue(new Checkout(name -> null).of(feedstock).dirty());
    git("checkout", "-q", ".");
    Files.writeString(feedstock.resolve("feedstock.yaml"), "id: b\n");
    assertTrue(new Checkout(name -> null).of(feedstock).dirty());
    Path other = Files.createDirectories(folder.resolve("feedstocks/new"));
    Files.writeString(other.resolve("feedstock.yaml"), "id: new\n");
    assertTrue(new Checkout(name -> null).of(other).dirty());
  }

  @Test
  void filtersOfTheRepositoryAreNotRun() throws Exception {
    Path feedstock = repository();
    Path mark = folder.resolve("ran");
    git("config", "filter.bad.clean", "touch " + mark);
    git("config", "core.fsmonitor", "touch " + mark);
    Files.writeString(folder.resolve(".gitattributes"), "* filter=bad\n");
    Files.writeString(feedstock.resolve("README.md"), "# b\n");
    assertTrue(new Checkout(name -> null).of(feedstock).dirty());
    assertFalse(Files.exists(mark));
    git("status"); // would
    assertTrue(Files.exists(mark));
  }

  @Test
  void workflowTellsWhereThereIsNoRepository() throws IOException {
    Path feedstock = feedstock();
    Map<String, String> env =
        Map.of(
            "GITHUB_SHA", "abc",
            "GITHUB_REPOSITORY", "o/r",
            "GITHUB_WORKSPACE", folder.toString());
    assertEquals(
        new Origin("", "https://github.com/o/r", "abc", "feedstocks/a/feedstock.yaml", false),
        new Checkout(env::get).of(feedstock));
    assertEquals(
        Origin.unknown(),
        new Checkout(
                Map.of("GITHUB_SHA", "abc", "GITHUB_WORKSPACE", folder.resolve("x").toString())
                    ::get)
            .of(feedstock));
    assertEquals(Origin.unknown(), new Checkout(name -> null).of(feedstock));
    assertEquals(Origin.unknown(), new Checkout(name -> null).of(folder.resolve("none")));
  }

  @Test
  void remotesAreShownWithoutWhoMayReadThem() {
    assertEquals("https://h.org/o/r", Checkout.publicUrl("git@h.org:o/r.git"));
    assertEquals("https://h.org/o/r", Checkout.publicUrl("ssh://git@h.org/o/r.git"));
    assertEquals("https://h.org/o/r", Checkout.publicUrl("https://x:y@h.org/o/r?token=z"));
    assertEquals("", Checkout.publicUrl("/home/me/r.git"));
    assertEquals("", Checkout.publicUrl("file:///home/me/r.git"));
  }

  @Test
  void imageIsWhatWhoeverStartedItSaysElseWhatItSaysItself() throws IOException {
    Path file = folder.resolve("image.json");
    assertEquals("", ContainerImage.of(name -> null, file));
    Files.writeString(file, "{\"image\": \"arco:1\"}");
    assertEquals("arco:1", ContainerImage.of(name -> null, file));
    assertEquals(
        "arco@sha256:0", ContainerImage.of(Map.of("ARCO_IMAGE", "arco@sha256:0")::get, file));
    Files.writeString(file, "{");
    assertEquals("", ContainerImage.of(name -> null, file));
  }

  @Test
  void repetitionOfARunSaysWhatWasSaidFirst() throws IOException {
    try (ObjectStore store = ObjectStores.open(folder.resolve("store") + "/")) {
      RunFolder run = new RunFolder(store, RunId.create(java.time.Clock.systemUTC()));
      Origin first = new Origin("arco:1", "", "abc", "", true);
      assertEquals(Origin.unknown(), Origin.unknown().kept(run, Origin.in(run)));
      assertEquals(first, first.kept(run, Origin.in(run)));
      assertEquals(first, new Origin("arco:2", "", "abd", "", false).kept(run, Origin.in(run)));
      assertEquals(first, Origin.in(run));
      assertEquals(Map.of("image", "arco:1", "commit", "abc", "dirty", true), first.json());
    }
  }
}
