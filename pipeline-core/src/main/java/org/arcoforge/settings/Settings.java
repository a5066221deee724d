package org.arcoforge.settings;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Settings are what an operator may set for a whole process: sizes, times, limits. Read once from
 * the properties of the one who starts it, then handed to whoever needs it, also on other machines:
 * nothing else looks at properties.
 *
 * @param retryMillis milliseconds to wait before a request that failed is tried a second time
 * @param silenceMillis milliseconds without a byte after which a request counts as failed
 * @param pollMillis milliseconds between the first two looks at a job that was launched
 * @param slowMillis milliseconds that one piece of work may take before the log tells of it
 * @param tileTries how often a tile is tried in place when what failed may pass
 * @param tileElements elements that the tiles of a bake are at most, where they are spread
 * @param mostUnpackedBytes bytes that one compressed file may unpack to
 * @param jdkInflater whether zlib streams are inflated by the JDK and not by native code
 * @param quality whether what is published gets a quality report
 * @param home folder of the repository, with the sample data; empty for the working directory
 * @param terminal whether somebody looks at standard error, so that progress is a bar
 * @param plain whether there are to be no colours
 * @param jsonLog whether lines of the log are JSON
 */
public record Settings(
    long retryMillis,
    long silenceMillis,
    long pollMillis,
    long slowMillis,
    int tileTries,
    int tileElements,
    long mostUnpackedBytes,
    boolean jdkInflater,
    boolean quality,
    String home,
    boolean terminal,
    boolean plain,
    boolean jsonLog)
    implements Serializable {
  /** What the name of every property begins with. */
  public static final String PREFIX = "arco.";

  private static final Settings STANDARD =
      new Settings(
          500, 120_000, 5_000, 600_000, 3, 20_000, 64L << 30, false, true, "", false, false, false);

  /** A knob is one setting: its system property and what people are told of it. */
  public enum Knob {
    RETRY_MILLIS(
        "source.retryMillis",
        "500",
        "milliseconds before a request that failed is tried again; each further wait is twice as"
            + " long, and none longer than 240 times this"),
    SILENCE_MILLIS(
        "source.silenceMillis",
        "120000",
        "milliseconds without a byte after which a request counts as failed and is made again"),
    POLL_MILLIS(
        "job.pollMillis",
        "5000",
        "milliseconds between two looks at a job on other machines; later six times this. A job that"
            + " has not begun after 720 times this is cancelled"),
    SLOW_MILLIS(
        "work.slowMillis",
        "600000",
        "milliseconds that a header, a tile or a source may take before the log names it; again when"
            + " twice as long has passed, and so on"),
    TILE_TRIES(
        "tile.tries",
        "3",
        "how often a tile is tried in place when what failed may pass, before its element fails"),
    TILE_ELEMENTS(
        "tile.elements",
        "20000",
        "elements that the tiles of a bake on other machines become at most, and one an array:"
            + " neighbours are put together, and leave one receipt more for all"),
    MOST_UNPACKED_BYTES(
        "unpack.maxBytes",
        "68719476736",
        "bytes that one compressed file may unpack to; never more than the disk has free"),
    JDK_INFLATER(
        "jdkInflater",
        "false",
        "`true`: zlib streams of HDF5 files are inflated by the JDK alone, without native code"),
    QUALITY(
        "quality", "true", "`false`: bakes make no quality reports, as to measure what these cost"),
    HOME("home", "the working directory", "folder of the repository; `scripts/arco` sets it"),
    TERMINAL(
        "terminal",
        "false",
        "`true`: progress is a bar, not lines; `scripts/arco` sets it on a terminal"),
    PLAIN("plain", "false", "`true`: no colours; `scripts/arco` sets it where `NO_COLOR` is set"),
    JSON_LOG(
        "log.json",
        "false",
        "`true`: lines of the log are JSON, and warnings are shown without `--verbose`; `scripts/arco` sets it"
            + " where `ARCO_LOG` is `json`");

    private final String property;
    private final String standard;
    private final String meaning;

    Knob(String property, String standard, String meaning) {
      this.property = PREFIX + property;
      this.standard = standard;
      this.meaning = meaning;
    }

    /** Returns the name of the property. */
    public String property() {
      return property;
    }

    /** Returns its row in the table of the documentation. */
    public String row() {
      return "| `-D" + property + "` | " + standard + " | " + meaning + " |";
    }

    private String in(Properties properties) {
      return properties.getProperty(property, "");
    }

    private boolean flag(Properties properties) {
      String text = properties.getProperty(property, standard);
      if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
        throw wrong(text, "true or false");
      }
      return text.equals("true");
    }

    private long number(Properties properties, long least, long otherwise) {
      String text = in(properties);
      if (text.isEmpty()) {
        return otherwise;
      }
      if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least) {
        throw wrong(text, "a whole number from " + least);
      }
      return Long.parseLong(text);
    }

    private IllegalArgumentException wrong(String text, String expected) {
      return new IllegalArgumentException(
          "-D" + property + ": expected " + expected + ", found '" + text + "'");
    }
  }

  /** Checks the numbers. */
  public Settings {
    if (retryMillis < 0
        || silenceMillis < 1
        || slowMillis < 1
        || tileTries < 1
        || tileElements < 1
        || mostUnpackedBytes < 0) {
      throw new IllegalArgumentException(
          "expected numbers from 0, found "
              + retryMillis
              + ", "
              + silenceMillis
              + " and "
              + mostUnpackedBytes);
    }
  }

  /** Returns what holds where nothing is set. */
  public static Settings standard() {
    return STANDARD;
  }

  /**
   * Returns what some properties say.
   *
   * @throws IllegalArgumentException if one that begins with {@link #PREFIX} is unknown, or a value
   *     is none of its kind; the message says what to write
   */
  public static Settings of(Properties properties) {
    TreeSet<String> known =
        Arrays.stream(Knob.values())
            .map(Knob::property)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no setting -D" + name + "; there are " + String.join(", ", known));
      }
    }
    return new Settings(
        Knob.RETRY_MILLIS.number(properties, 0, STANDARD.retryMillis),
        Knob.SILENCE_MILLIS.number(properties, 1, STANDARD.silenceMillis),
        Knob.POLL_MILLIS.number(properties, 1, STANDARD.pollMillis),
        Knob.SLOW_MILLIS.number(properties, 1, STANDARD.slowMillis),
        (int) Math.min(1000, Knob.TILE_TRIES.number(properties, 1, STANDARD.tileTries)),
        (int) Math.min(1_000_000, Knob.TILE_ELEMENTS.number(properties, 1, STANDARD.tileElements)),
        Knob.MOST_UNPACKED_BYTES.number(properties, 0, STANDARD.mostUnpackedBytes),
        Knob.JDK_INFLATER.flag(properties),
        Knob.QUALITY.flag(properties),
        Knob.HOME.in(properties),
        Knob.TERMINAL.flag(properties),
        Knob.PLAIN.flag(properties),
        Knob.JSON_LOG.flag(properties));
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_Settings_Builder(this);
  }

  /** Builds {@link Settings}; what is not set stays as it was. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link Settings#retryMillis()}. */
    Builder retryMillis(long retryMillis);

    /** Sets {@link Settings#silenceMillis()}. */
    Builder silenceMillis(long silenceMillis);

    /** Sets {@link Settings#pollMillis()}. */
    Builder pollMillis(long pollMillis);

    /** Sets {@link Settings#slowMillis()}. */
    Builder slowMillis(long slowMillis);

    /** Sets {@link Settings#tileTries()}. */
    Builder tileTries(int tileTries);

    /** Sets {@link Settings#tileElements()}. */
    Builder tileElements(int tileElements);

    /** Sets {@link Settings#mostUnpackedBytes()}. */
    Builder mostUnpackedBytes(long mostUnpackedBytes);

    /** Sets {@link Settings#jdkInflater()}. */
    Builder jdkInflater(boolean jdkInflater);

    /** Sets {@link Settings#quality()}. */
    Builder quality(boolean quality);

    /** Sets {@link Settings#home()}. */
    Builder home(String home);

    /** Sets {@link Settings#terminal()}. */
    Builder terminal(boolean terminal);

    /** Sets {@link Settings#plain()}. */
    Builder plain(boolean plain);

    /** Sets {@link Settings#jsonLog()}. */
    Builder jsonLog(boolean jsonLog);

    /** Returns the settings. */
    Settings build();
  }
}
