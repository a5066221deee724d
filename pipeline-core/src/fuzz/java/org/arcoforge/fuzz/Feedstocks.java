package org.arcoforge.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.recipe.yaml.FeedstockTemplate;
import org.arcoforge.yaml.Problem;

/** Feedstocks: texts in YAML, of which lint tells what is wrong and never throws. */
final class Feedstocks implements FuzzedFormat {
  @Override
  public String name() {
    return "feedstock";
  }

  @Override
  public List<Input> seeds() throws IOException {
    List<Input> all = new ArrayList<>();
    byte[] template = FeedstockTemplate.of("new-data").getBytes(StandardCharsets.UTF_8);
    all.add(Input.of("template", template));
    Path folder = Path.of("feedstocks");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(p -> p.endsWith("feedstock.yaml")).sorted().toList()) {
          all.add(Input.of(String.valueOf(file.getParent()), Files.readAllBytes(file)));
        }
      }
    }
    return all;
  }

  @Override
  public Input mutant(Input seed, Random random) {
    return seed.with(TextMutator.mutant(seed.bytes(), random));
  }

  @Override
  public void read(Input input) {
    String text = new String(input.bytes(), StandardCharsets.UTF_8);
    for (Problem problem : FeedstockReader.read("feedstock.yaml", text, List.of()).problems()) {
      if (problem.toString().isBlank()) {
        throw new AssertionError("a problem without words");
      }
    }
  }

  @Override
  public boolean isDeclared(Throwable thrown) {
    return false;
  }
}
