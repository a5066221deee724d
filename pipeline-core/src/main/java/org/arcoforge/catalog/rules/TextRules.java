package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what texts for people may hold. */
final class TextRules {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(\\bTODO\\b|\\bFIXME\\b|\\bTBD\\b|\\bXXX\\b|lorem ipsum|\\bexample\\.(com|org|net)\\b|"
              + "\\byour name\\b|one line that names the data set|\\bplaceholder\\b).*",
          Pattern.DOTALL);
  private static final Pattern MARKUP =
      Pattern.compile(
          ".*(</?[A-Za-z][^<>]*>|<!--|&(lt|gt|amp|nbsp|quot|#\\d+);).*", Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile(
          ".*[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f"
              + "\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufffd].*",
          Pattern.DOTALL);

  private TextRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.both(
            "text.title",
            "a title is there, and is not the id",
            CatalogRule.FEEDSTOCK,
            s -> {
              String title = s.fields().path("title").asText().strip();
              String id = s.document().path("id").asText();
              if (title.isEmpty() || title.equals(id) || title.equals(s.feedstock())) {
                s.say(s.field("title"), "a title in words", s.fields().path("title"));
              }
            }),
        CatalogRule.both(
            "text.description",
            "a description is there, and says more than id and title",
            CatalogRule.FEEDSTOCK,
            s -> {
              String text = s.fields().path("description").asText().strip();
              boolean same =
                  text.equals(s.document().path("id").asText())
                      || text.equals(s.fields().path("title").asText())
                      || text.equals(s.feedstock());
              if (text.isEmpty() || same) {
                s.say(s.field("description"), "a description", s.fields().path("description"));
              }
            }),
        CatalogRule.any(
            "text.placeholder",
            "no text is one that somebody meant to replace (TODO, FIXME, example.org, lorem ipsum)",
            CatalogRule.FEEDSTOCK,
            s -> matching(s, PLACEHOLDER, "a text that was written for this data set")),
        CatalogRule.any(
            "text.markup",
            "texts have no HTML in them: they are shown as they are",
            CatalogRule.FEEDSTOCK,
            s -> matching(s, MARKUP, "text without HTML")),
        CatalogRule.any(
            "text.hidden",
            "texts have no characters that hide, or turn around, what is beside them",
            CatalogRule.FEEDSTOCK,
            s -> matching(s, HIDDEN, "visible characters only")),
        CatalogRule.both(
            "keyword.empty",
            "keywords are not empty, and have no blanks around them",
            CatalogRule.FEEDSTOCK,
            s ->
                keywords(
                    s,
                    word -> word.isEmpty() || !word.equals(word.strip()),
                    "a word without blanks around it")),
        CatalogRule.both(
            "keyword.duplicate",
            "no keyword is there twice, nor in another case",
            CatalogRule.FEEDSTOCK,
            s -> {
              Set<String> seen = new HashSet<>();
              keywords(s, word -> !seen.add(word.toLowerCase(Locale.ROOT)), "another keyword");
            }),
        CatalogRule.both(
                "keyword.case",
                "keywords are lower case, but for acronyms and names (one word that begins with a capital)",
                CatalogRule.FEEDSTOCK,
                s ->
                    keywords(
                        s,
                        word -> word.matches("[A-Z][a-z]+( [A-Z]?[a-z]+)+"),
                        "lower case, as 'sea surface temperature'"))
            .warning());
  }

  private record Text(String pointer, String text) {}

  private static List<Text> texts(RuleSubject s) {
    List<Text> all = new ArrayList<>();
    for (String field : List.of("title", "description", "sci:citation")) {
      add(all, s.field(field), s.fields().path(field));
    }
    JsonNode keywords = s.fields().path("keywords");
    for (int i = 0; i < keywords.size(); i++) {
      add(all, s.field("keywords") + "/" + i, keywords.get(i));
    }
    JsonNode providers = s.fields().path("providers");
    for (int i = 0; i < providers.size(); i++) {
      add(all, s.field("providers") + "/" + i + "/name", providers.get(i).path("name"));
      add(all, s.field("providers") + "/" + i + "/url", providers.get(i).path("url"));
    }
    JsonNode links = s.document().path("links");
    for (int i = 0; i < links.size(); i++) {
      add(all, "/links/" + i + "/title", links.get(i).path("title"));
      String href = links.get(i).path("href").asText();
      if (href.startsWith("http")) {
        all.add(new Text("/links/" + i + "/href", href));
      }
    }
    return all;
  }

  private static void add(List<Text> all, String pointer, JsonNode node) {
    if (node.isTextual()) {
      all.add(new Text(pointer, node.asText()));
    }
  }

  private static void matching(RuleSubject s, Pattern bad, String expected) {
    for (Text text : texts(s)) {
      if (bad.matcher(text.text()).matches()) {
        s.say(
            text.pointer(),
            expected,
            com.fasterxml.jackson.databind.node.TextNode.valueOf(text.text()));
      }
    }
  }

  private static void keywords(
      RuleSubject s, java.util.function.Predicate<String> bad, String expected) {
    JsonNode keywords = s.fields().path("keywords");
    for (int i = 0; i < keywords.size(); i++) {
      if (bad.test(keywords.get(i).asText())) {
        s.say(s.field("keywords") + "/" + i, expected, keywords.get(i));
      }
    }
  }
}
