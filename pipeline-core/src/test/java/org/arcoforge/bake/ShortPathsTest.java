package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.RecipeWriter;
import org.junit.jupiter.api.Test;

class ShortPathsTest {
  private static String written(Urls urls, int files) {
    PatternDim dim =
        new PatternDim("n", PatternDim.Kind.CONCAT, new Keys.Range(0, files - 1, 1), 0);
    FilePattern pattern = FilePattern.builder().urls(urls).dims(List.of(dim)).build();
    Recipe recipe = Recipe.builder().id("r").pattern(pattern).build();
    String text = RecipeWriter.write(new ShortPaths(pattern).in(recipe));
    return text.lines().filter(l -> l.matches(".*(url|files):.*")).findFirst().orElse(text);
  }

  @Test
  void foldersThatAllFilesHaveInCommonAreNotTold() {
    String template = written(Urls.template("/home/me/{{x}}/data/{n:04d}/f.nc"), 3);
    assertEquals("  url: '{n:04d}/f.nc'", template.replace('"', '\''));
    String scheme = written(Urls.template("file:///home/me/data/f{n}.nc"), 3);
    assertTrue(scheme.contains("{url: \"f{n}.nc\","), scheme);
    List<String> files = List.of("/home/me/a/f1.nc", "/home/me/b/f1.nc");
    assertEquals("  files: [a/f1.nc, b/f1.nc]", written(new Urls.Files(files), 2));
    List<String> archive = List.of("/home/me/a.zip!/x/1.nc", "file:///home/me/a.zip!/x/2.nc");
    assertEquals(
        "  files: [a.zip!/x/1.nc, a.zip!/x/2.nc]",
        written(new Urls.Files(archive), 2).replace("\"", "").replace("'", ""));
  }

  @Test
  void urlsOfServersStay() {
    List<String> files = List.of("https://host/home/1.nc", "/home/me/2.nc");
    String written = written(new Urls.Files(files), 2).replace("\"", "").replace("'", "");
    assertEquals("  files: [https://host/home/1.nc, 2.nc]", written);
    String url = written(Urls.template("https://host/home/{n}.nc"), 2);
    assertEquals("  url: https://host/home/{n}.nc", url.replace("\"", "").replace("'", ""));
  }

  @Test
  void missingFilesAreNamedLikewise() {
    FilePattern pattern =
        FilePattern.builder()
            .urls(Urls.template("/home/me/{{x}}/{n}.nc"))
            .dims(List.of(new PatternDim("n", PatternDim.Kind.CONCAT, new Keys.Range(0, 1, 1), 0)))
            .build();
    assertEquals("1.nc", new ShortPaths(pattern).ofFiles().apply("/home/me/{x}/1.nc"));
    assertEquals("1.nc", new ShortPaths(pattern).ofFiles().apply("file:///home/me/{x}/1.nc"));
    assertEquals("/other/1.nc", new ShortPaths(pattern).ofFiles().apply("/other/1.nc"));
  }
}
