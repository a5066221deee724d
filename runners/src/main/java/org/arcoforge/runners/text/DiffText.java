package org.arcoforge.runners.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.history.PlainTexts;
import org.arcoforge.bake.history.VersionDiff;
import org.arcoforge.bake.history.VersionDiff.AttributeChange;
import org.arcoforge.bake.history.VersionDiff.ChunkChange;
import org.arcoforge.bake.history.VersionDiff.DimensionChange;
import org.arcoforge.bake.history.VersionDiff.SchemaChange;
import org.arcoforge.bake.history.VersionDiff.SourceChange;
import org.arcoforge.bake.history.VersionDiff.StatisticsChange;
import org.arcoforge.text.CutText;
import org.jspecify.annotations.Nullable;

/** Tells people how two versions differ, as plain text or as Markdown for a pull request. */
public final class DiffText {
  private static final int MOST_FILES = 5;
  private static final int MOST_WIDTH = 60;

  private final VersionDiff diff;
  private final List<DiffSection> sections = new ArrayList<>();

  private DiffText(VersionDiff diff) {
    this.diff = diff;
    schema();
    dimensions();
    attributes();
    statistics();
    chunks();
    sources();
  }

  /** Returns plain text, a table for all that differs. */
  public static String plain(VersionDiff diff) {
    DiffText text = new DiffText(diff);
    StringBuilder out = new StringBuilder();
    out.append("from  ").append(diff.before().name()).append('\n');
    out.append("to    ").append(diff.after().name()).append('\n');
    out.append(diff.summary()).append('\n');
    text.sections.forEach(s -> out.append('\n').append(s.text()));
    diff.notes().forEach(n -> out.append("note: ").append(n).append('\n'));
    return out.toString();
  }

  /** Returns the same as Markdown. */
  public static String markdown(VersionDiff diff) {
    DiffText text = new DiffText(diff);
    StringBuilder out = new StringBuilder("### ").append(diff.summary()).append("\n\n");
    out.append("`").append(diff.before().name()).append("` → `");
    out.append(diff.after().name()).append("`\n\n");
    text.sections.forEach(s -> out.append(s.markdown()));
    diff.notes().forEach(n -> out.append("> ").append(n).append("\n"));
    return out.toString();
  }

  private void add(String title, List<String> columns, List<List<String>> rows, String more) {
    if (!rows.isEmpty() || !more.isEmpty()) {
      sections.add(new DiffSection(title, columns, rows, more));
    }
  }

  private void schema() {
    List<List<String>> rows = new ArrayList<>();
    for (SchemaChange c : diff.schema()) {
      String owner = c.variable().isEmpty() ? "(store)" : c.variable();
      rows.add(List.of(owner, c.what(), dash(c.before()), dash(c.after())));
    }
    add("Schema", List.of("variable", "what", "was", "is"), rows, recipe());
  }

  private String recipe() {
    return diff.recipe() ? "The recipe is another one." : "";
  }

  private void dimensions() {
    List<List<String>> rows = new ArrayList<>();
    for (DimensionChange d : diff.dimensions()) {
      if (d.isChanged()) {
        rows.add(
            List.of(
                d.name(),
                d.before() < 0 ? "-" : d.before() + "",
                d.after() < 0 ? "-" : d.after() + "",
                range(d.first().before(), d.last().before()),
                range(d.first().after(), d.last().after()),
                d.growth()));
      }
    }
    add("Extent", List.of("dimension", ">was", ">is", "from", "to", "change"), rows, "");
  }

  private static String range(String first, String last) {
    return first.isEmpty() ? "-" : first.equals(last) ? first : first + " … " + last;
  }

  private void attributes() {
    List<List<String>> rows = new ArrayList<>();
    for (AttributeChange c : diff.attributes()) {
      String kind = c.before() == null ? "added" : c.after() == null ? "removed" : "changed";
      String owner = c.owner().isEmpty() ? "" : c.owner() + ".";
      rows.add(List.of(owner + c.name(), kind, value(c.before()), value(c.after())));
    }
    add("Attributes", List.of("attribute", "what", "was", "is"), rows, "");
  }

  private static String value(@Nullable AttributeValue value) {
    String text = value == null ? "-" : PlainTexts.of(value).replaceAll("\\s+", " ");
    return CutText.of(text, MOST_WIDTH);
  }

  private void statistics() {
    List<List<String>> rows = new ArrayList<>();
    for (StatisticsChange s : diff.statistics()) {
      if (s.isChanged()) {
        rows.add(row(s.variable(), "was", s.before()));
        rows.add(row("", "is", s.after()));
      }
    }
    add(
        "Statistics",
        List.of("variable", "", ">min", ">max", ">mean", ">values", ">missing"),
        rows,
        "");
  }

  private static List<String> row(String name, String when, @Nullable Statistics s) {
    return s == null
        ? List.of(name, when, "-", "-", "-", "-", "-")
        : List.of(
            name,
            when,
            PlainTexts.of(s.min()),
            PlainTexts.of(s.max()),
            String.format(java.util.Locale.ROOT, "%.6g", s.mean()),
            s.count() + "",
            s.missing() + "");
  }

  private void chunks() {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> some = new ArrayList<>();
    for (ChunkChange c : diff.chunks()) {
      if (c.differing() > 0) {
        rows.add(
            List.of(
                c.array(),
                c.added() + "",
                c.extended() + "",
                c.replaced() + "",
                c.removed() + "",
                c.unchanged() + ""));
        c.examples().forEach(e -> some.add(List.of(e.what(), e.key(), e.extent())));
      }
    }
    add(
        "Chunks",
        List.of("variable", ">added", ">extended", ">replaced", ">removed", ">unchanged"),
        rows,
        "");
    add("The first of them", List.of("what", "key", "extent"), some, "");
  }

  private void sources() {
    SourceChange s = diff.sources();
    if (s == null || s.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    int left = 0;
    for (String what : List.of("added", "changed", "gone")) {
      List<String> urls = Objects.requireNonNull(urls(s, what));
      urls.stream().limit(MOST_FILES).forEach(url -> rows.add(List.of(what, url)));
      left += Math.max(0, urls.size() - MOST_FILES);
    }
    String count =
        s.before()
            + " → "
            + HumanSizes.count(s.after(), "file")
            + ": "
            + s.added().size()
            + " added, "
            + s.changed().size()
            + " changed, "
            + s.gone().size()
            + " gone"
            + (left > 0 ? "; " + left + " of them are not shown, --json lists all" : "");
    add("Sources", List.of("what", "file"), rows, count);
  }

  private static List<String> urls(SourceChange s, String what) {
    return switch (what) {
      case "added" -> s.added();
      case "changed" -> s.changed();
      default -> s.gone();
    };
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
