package org.arcoforge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the types of the main code, and the first sentences that explain them. */
final class TypeNames {
  private static final int FEWEST_WORDS = 4;

  /** What follows the comment of a type: annotations, remarks, modifiers, kind and name. */
  private static final Pattern DECLARATION =
      Pattern.compile(
          "\\s*(?:(?://[^\\n]*+\\s*+)|@(?!interface)[\\w.]++"
              + "(?:\\((?:[^()\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\"|\\([^()]*+\\))*+\\))?\\s*+)*+"
              + "(?:(?:public|protected|private|static|abstract|final|sealed|non-sealed)\\s++)*+"
              + "(?:class|interface|@interface|enum|record)\\s++(\\w++)");

  private static final Pattern SENTENCE = Pattern.compile("(?s)(.+?)(?:(?<=\\.)\\s|\\s@\\w|<p|$)");

  /** Words that begin half a sentence: a question that is none, or an "of" without its noun. */
  private static final Pattern HALF =
      Pattern.compile("(What|How|Whether|Where|Which|Who|Whose|When|Of|So)\\b.*");

  /** A row of a package's map. */
  private static final Pattern LISTED = Pattern.compile("<li>\\{@link (\\w+)\\}");

  private final SourceTree tree;
  private final Path root;

  TypeNames(Path root) {
    this.tree = new SourceTree(root);
    this.root = root;
  }

  private List<Path> mainFiles() throws IOException {
    return tree.javaFiles().stream()
        .filter(file -> path(file).contains("/src/main/java/"))
        .filter(file -> !path(file).endsWith("-info.java"))
        .toList();
  }

  private String path(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** Names that two types of different packages have; those within other types may repeat. */
  List<String> homonyms() throws IOException {
    Map<String, List<String>> places = new TreeMap<>();
    for (Path file : mainFiles()) {
      String name = String.valueOf(file.getFileName());
      places.computeIfAbsent(name, n -> new ArrayList<>()).add(path(file));
    }
    return places.values().stream()
        .filter(same -> same.size() > 1)
        .map(same -> String.join(" and ", same) + " have one name; say what tells them apart")
        .toList();
  }

  /** Types, nested ones too, whose comment does not begin with a whole sentence. */
  List<String> riddles() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : mainFiles()) {
      String text = Files.readString(file);
      int end;
      for (int at = text.indexOf("/**"); at >= 0; at = text.indexOf("/**", end)) {
        end = text.indexOf("*/", at) + 2;
        Matcher type = DECLARATION.matcher(text).region(end, text.length());
        if (type.lookingAt() && !isSentence(first(text.substring(at + 3, end - 2)))) {
          String sentence = first(text.substring(at + 3, end - 2));
          found.add(
              path(file)
                  + ": the comment of "
                  + type.group(1)
                  + " begins with \""
                  + sentence
                  + "\"; write a sentence that can be understood alone");
        }
      }
    }
    return found;
  }

  /** Packages whose description lists their types, and lacks one or has one too many. */
  List<String> wrongMaps() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : tree.javaFiles()) {
      Set<String> listed = new TreeSet<>();
      if (file.endsWith("package-info.java")) {
        LISTED.matcher(Files.readString(file)).results().forEach(r -> listed.add(r.group(1)));
      }
      if (!listed.isEmpty()) {
        Set<String> there = types(file.resolveSibling(""));
        for (String name : there) {
          if (!listed.remove(name)) {
            found.add(path(file) + " does not list " + name);
          }
        }
        listed.forEach(name -> found.add(path(file) + " lists " + name + ", which is not there"));
      }
    }
    return found;
  }

  private static Set<String> types(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(f -> f.endsWith(".java") && !f.equals("package-info.java"))
          .forEach(f -> names.add(f.substring(0, f.length() - ".java".length())));
    }
    return names;
  }

  /** The first sentence of a comment, in one line. */
  private static String first(String comment) {
    String flat = comment.replaceAll("\\s*\\n\\s*\\*? ?", " ").strip();
    Matcher sentence = SENTENCE.matcher(flat);
    return sentence.find() ? sentence.group(1).strip() : "";
  }

  private static boolean isSentence(String text) {
    return text.matches("(?s)\\p{Lu}.*\\.")
        && text.split("\\s+").length >= FEWEST_WORDS
        && !HALF.matcher(text).matches();
  }
}
