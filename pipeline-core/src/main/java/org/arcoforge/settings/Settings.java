package org.arcoforge.settings;

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
 * @param mostUnpackedBytes bytes that one compressed file may unpack to
 * @param jdkInflater whether zlib streams are inflated by the JDK and not by native code
 * @param home folder of the repository, with the sample data; empty for the working directory
 * @param terminal whether somebody looks at standard error, so that progress is a bar
 * @param plain whether there are to be no colours
 */
public record Settings(
    long retryMillis,
    long silenceMillis,
    long mostUnpackedBytes,
    boolean jdkInflater,
    String home,
    boolean terminal,
    boolean plain)
    implements Serializable {
  /** What the name of every property begins with. */
  public static final String PREFIX = "arco.";

  private static final Settings STANDARD =
      new Settings(500, 120_000, 64L << 30, false, "", false, false);

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
    MOST_UNPACKED_BYTES(
        "unpack.maxBytes",
        "68719476736",
        "bytes that one compressed file may unpack to; never more than the disk has free"),
    JDK_INFLATER(
        "jdkInflater",
        "false",
        "`true`: zlib streams of HDF5 files are inflated by the JDK alone, without native code"),
    HOME("home", "the working directory", "folder of the repository; `scripts/arco` sets it"),
    TERMINAL(
        "terminal",
        "false",
        "`true`: progress is a bar, not lines; `scripts/arco` sets it on a terminal"),
    PLAIN("plain", "false", "`true`: no colours; `scripts/arco` sets it where `NO_COLOR` is set");

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
      String text = in(properties);
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
    if (retryMillis < 0 || silenceMillis < 1 || mostUnpackedBytes < 0) {
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
        Knob.MOST_UNPACKED_BYTES.number(properties, 0, STANDARD.mostUnpackedBytes),
        Knob.JDK_INFLATER.flag(properties),
        Knob.HOME.in(properties),
        Knob.TERMINAL.flag(properties),
        Knob.PLAIN.flag(properties));
  }

  /** Returns the same with another first wait before trying again. */
  public Settings withRetryMillis(long millis) {
    return new Settings(
        millis, silenceMillis, mostUnpackedBytes, jdkInflater, home, terminal, plain);
  }

  /** Returns the same with another time without a byte. */
  public Settings withSilenceMillis(long millis) {
    return new Settings(retryMillis, millis, mostUnpackedBytes, jdkInflater, home, terminal, plain);
  }

  /** Returns the same with another bound of what a file may unpack to. */
  public Settings withMostUnpackedBytes(long bytes) {
    return new Settings(retryMillis, silenceMillis, bytes, jdkInflater, home, terminal, plain);
  }

  /** Returns the same with native code, or without. */
  public Settings withJdkInflater(boolean only) {
    return new Settings(retryMillis, silenceMillis, mostUnpackedBytes, only, home, terminal, plain);
  }

  /** Returns the same with another folder of the repository. */
  public Settings withHome(String folder) {
    return new Settings(
        retryMillis, silenceMillis, mostUnpackedBytes, jdkInflater, folder, terminal, plain);
  }

  /** Returns the same for a terminal, or not. */
  public Settings withTerminal(boolean is) {
    return new Settings(
        retryMillis, silenceMillis, mostUnpackedBytes, jdkInflater, home, is, plain);
  }

  /** Returns the same without colours, or with them. */
  public Settings withPlain(boolean is) {
    return new Settings(
        retryMillis, silenceMillis, mostUnpackedBytes, jdkInflater, home, terminal, is);
  }
}
