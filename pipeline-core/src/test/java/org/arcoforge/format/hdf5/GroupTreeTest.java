package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.junit.jupiter.api.Test;

/** The whole tree must hold what the groups hold that {@link OracleTest} reads one by one. */
class GroupTreeTest {
  private static SourceReader open(String file, String group) throws IOException {
    return Hdf5Reader.open(SampleFiles.source("hdf5/" + file), group, false);
  }

  private static void check(String file, String... groups) throws IOException {
    try (SourceReader tree = open(file, "**")) {
      List<String> expected = new ArrayList<>();
      for (String group : groups) {
        try (SourceReader one = open(file, "/" + group)) {
          assertEquals(
              one.describe().attributes(),
              group.isEmpty() ? tree.describe().attributes() : tree.describe().groups().get(group),
              group);
          for (SourceVariable v : one.describe().variables()) {
            String path = GroupPath.in(group, v.variable().name());
            expected.add(path);
            same(one, v, tree, path);
          }
        }
      }
      List<String> found =
          tree.describe().variables().stream().map(v -> v.variable().name()).toList();
      assertEquals(expected, found);
      assertTrue(tree.describe().groups().size() >= groups.length - 1);
    }
  }

  private static void same(SourceReader one, SourceVariable v, SourceReader tree, String path)
      throws IOException {
    SourceVariable found = tree.describe().variable(path).orElseThrow();
    Variable variable = v.variable();
    assertEquals(
        variable.dimensionNames(),
        found.variable().dimensionNames().stream().map(GroupPath::name).toList(),
        path);
    assertEquals(variable.type(), found.variable().type(), path);
    assertEquals(variable.attributes(), found.variable().attributes(), path);
    assertEquals(v.chunk(), found.chunk(), path);
    Region all = Region.whole(variable.shape());
    assertEquals(one.read(variable.name(), all), tree.read(path, all), path);
  }

  @Test
  void dimensionsAreNamedAfterTheGroupThatDefinesThem() throws IOException {
    check("dims-new.nc", "", "a", "a/b");
    check("dims-old.nc", "", "a", "a/b");
    try (SourceReader tree = open("dims-new.nc", "**")) {
      assertTrue(
          tree.describe().variables().stream()
              .flatMap(v -> v.variable().dimensionNames().stream())
              .anyMatch(d -> d.startsWith("a/")));
      assertTrue(
          tree.describe().variables().stream()
              .filter(v -> v.variable().name().startsWith("a/"))
              .flatMap(v -> v.variable().dimensionNames().stream())
              .anyMatch(d -> !d.contains("/")));
    }
  }

  @Test
  void madeUpDimensionsAreThoseOfEachGroup() throws IOException {
    check("phony-new.h5", "", "g", "g/h");
  }
}
