package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feedstocks that publish what they should not, or that would take for ever. */
class HostileFeedstockTest {
  private static final String CANARY = "CANARY0123";

  static List<String> problems(String id, String pattern, String more) {
    String text =
        """
        id: %s
        title: T
        description: D
        license: CC0-1.0
        providers: [{name: P, roles: [producer]}]
        %s
        recipes:
          - id: r
            pattern: %s
        """
            .formatted(id, more, pattern);
    return FeedstockReader.read("f.yaml", text, List.of()).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static void refused(String pattern, String expected) {
    List<String> found = problems("x", pattern, "");
    assertTrue(found.stream().anyMatch(p -> p.contains(expected)), pattern + ": " + found);
    assertFalse(found.toString().contains(CANARY), found::toString);
  }

  @Test
  void secretsAreRefusedWithTheWayToBindThemAndNotRepeated() {
    String bind = "write access: {auth: NAME}";
    refused("{files: [\"http://h/f.nc?token=" + CANARY + "\"]}", "the value of 'token'");
    refused("{url: \"http://h/f.nc?a=b&Signature=" + CANARY + "\"}", bind);
    refused("{url: \"http://h/f.nc#access_token=" + CANARY + "\"}", bind);
    refused("{glob: \"https://" + CANARY + "@h/*.nc\"}", "the user name or password");
    refused("{url: \"https://u:" + CANARY + "@h/f.nc\"}", bind);
    refused("{url: \"https://h/f.nc?key=" + CANARY + "\"}", "access: {public_query: [key]}");
    refused("{url: a, access: {headers: {X-Foo: " + CANARY + "}}}", bind);
    refused("{url: a, access: {headers: {Cookie: " + CANARY + "}}}", "may carry a secret");
    refused("{url: a, access: {headers: {Accept: \"a\\r\\nX: b\"}}}", "one line");
    refused("{url: a, access: {headers: {\"A B\": b}}}", "the name of an HTTP header");
    assertEquals(
        List.of(),
        problems(
            "x",
            "{url: \"https://h/f.nc?key=1&format=nc\", access: {public_query: [key],"
                + " headers: {Accept: \"*/*\", User-Agent: me}}}",
            ""));
    List<String> link =
        problems(
            "x", "{url: a}", "links: [{rel: about, href: \"https://h/?token=" + CANARY + "\"}]");
    assertTrue(link.toString().contains("may be a secret"), link::toString);
    assertFalse(link.toString().contains(CANARY), link::toString);
  }

  @Test
  void idsWithAnotherUseAreRefusedAtTheirPlace() {
    assertTrue(problems("catalog.json", "{url: a}", "").get(0).startsWith("f.yaml:1:5: id: "));
    assertEquals(1, problems("a".repeat(5000), "{url: a}", "").size());
    assertTrue(problems("a".repeat(5000), "{url: a}", "").get(0).length() < 500);
  }

  @Test
  void namesOfDimensionsAreThoseOfFolders() {
    for (String name : List.of("\"a\\nb\"", "\"..\"", "\"../x\"", "\"\\u202ex\"")) {
      assertFalse(
          problems("x", "{files: [a, b], dims: [{concat: " + name + "}]}", "").isEmpty(), name);
    }
  }

  @Test
  void patternsThatCannotEndAreTold() {
    refused(
        "{url: \"/n/{n}.nc\", dims: [{concat: n, range: {start: 0, stop: 1000000000}}]}",
        "the pattern has 1,000,000,001 files");
    refused(
        "{url: \"/{n}/{m}.nc\", dims: [{concat: n, range: {start: 0, stop: 5000}},"
            + " {concat: m, range: {start: 0, stop: 5000}}]}",
        "the pattern has 25,010,001 files");
    refused(
        "{url: \"/{n}/{m}.nc\", dims: [{concat: n, range: {start: 0, stop: 5000}},"
            + " {concat: m, range: {start: 0, stop: 9223372036854775807}}]}",
        "too many numbers from 0");
  }

  @Test
  void filesThatAreTooLongAreNotReadToTheirEnd(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("feedstock.yaml");
    Files.writeString(file, "#" + "x".repeat(FeedstockReader.LONGEST));
    FeedstockReader.Result result = FeedstockReader.read(file, List.of());
    assertTrue(result.problems().toString().contains("the most of a feedstock"));
    Path endless = Path.of("/dev/zero");
    if (Files.exists(endless)) {
      assertFalse(FeedstockReader.read(endless, List.of()).problems().isEmpty());
    }
  }
}
