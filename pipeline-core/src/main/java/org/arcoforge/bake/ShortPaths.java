package org.arcoforge.bake;

import java.util.List;
import java.util.function.UnaryOperator;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Recipe;

/**
 * Shortens local paths to the part that tells files apart: the folders above are a matter of the
 * machine that baked, and not of those who read the data.
 */
final class ShortPaths {
  private static final String SCHEME = "file://";

  private final Urls urls;

  ShortPaths(FilePattern pattern) {
    this.urls = pattern.urls();
  }

  /**
   * Returns the recipe with local paths relative to the last folder that all files have in common.
   */
  Recipe in(Recipe recipe) {
    FilePattern pattern = recipe.pattern();
    FilePattern shortened = pattern.toBuilder().urls(shortened()).build();
    return recipe.toBuilder().pattern(shortened).build();
  }

  private Urls shortened() {
    if (urls instanceof Urls.Template template) {
      String text = template.template().text();
      return new Urls.Template(UrlTemplate.parse(below(folder(text), text)));
    }
    if (urls instanceof Urls.Alternatives several) {
      String folder = templates(several.templates());
      return new Urls.Alternatives(
          several.templates().stream()
              .map(t -> UrlTemplate.parse(below(folder, t.text())))
              .toList(),
          several.taken());
    }
    if (urls instanceof Urls.Glob glob) {
      return new Urls.Glob(below(folder(glob.glob()), glob.glob()));
    }
    List<String> files = ((Urls.Files) urls).files();
    String folder = common(files);
    return new Urls.Files(files.stream().map(file -> below(folder, file)).toList());
  }

  /** Returns one file of the pattern by its shortened path. */
  UnaryOperator<String> ofFiles() {
    String folder =
        !urls.templates().isEmpty()
            ? templates(urls.templates()).replace("{{", "{").replace("}}", "}")
            : urls instanceof Urls.Glob glob
                ? folder(glob.glob())
                : common(((Urls.Files) urls).files());
    return file -> below(folder, file);
  }

  /** The folder that all templates have in common, before anything that varies. */
  private static String templates(List<UrlTemplate> templates) {
    List<String> folders = templates.stream().map(t -> folder(t.text())).toList();
    return folders.contains("") ? "" : folders.size() == 1 ? folders.get(0) : common(folders);
  }

  private static String common(List<String> files) {
    String common = null;
    for (String file : files) {
      String path = path(file);
      if (path.startsWith("/")) {
        common = common == null ? path : shared(common, path);
      }
    }
    return common == null ? "" : folder(common);
  }

  private static String shared(String a, String b) {
    int n = 0;
    while (n < Math.min(a.length(), b.length()) && a.charAt(n) == b.charAt(n)) {
      n++;
    }
    return a.substring(0, n);
  }

  /** The path up to the last folder before anything that varies, and before what is in archives. */
  private static String folder(String url) {
    String path = path(url);
    int end = path.length();
    for (int i = 0; i < end; i++) {
      char c = path.charAt(i);
      boolean doubled = c == '{' && i + 1 < end && path.charAt(i + 1) == '{';
      if (doubled) {
        i++;
      } else if (c == '{' || c == '*' || c == '?' || c == '[' || path.startsWith("!/", i)) {
        end = i;
      }
    }
    return path.startsWith("/") ? path.substring(0, path.lastIndexOf('/', end - 1) + 1) : "";
  }

  private static String below(String folder, String url) {
    String path = path(url);
    return !folder.isEmpty() && path.startsWith(folder) ? path.substring(folder.length()) : url;
  }

  private static String path(String url) {
    return url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : url;
  }
}
