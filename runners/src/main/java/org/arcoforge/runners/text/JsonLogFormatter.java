package org.arcoforge.runners.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.arcoforge.bake.WorkNames;
import org.arcoforge.pattern.Redaction;

/**
 * Makes one line of JSON of each record of the log: time, severity as Cloud Logging calls it, run,
 * recipe, step and tile where the thread has them, logger, message, and the exception. No line
 * repeats what may be a secret.
 */
public final class JsonLogFormatter extends Formatter {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String format(LogRecord record) {
    ObjectNode line = JSON.createObjectNode();
    line.put("time", record.getInstant().toString());
    line.put("severity", severity(record.getLevel()));
    WorkNames.now().forEach(line::put);
    line.put("logger", record.getLoggerName());
    line.put("thread", record.getLongThreadID());
    line.put("message", Redaction.strict().text(formatMessage(record)));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      line.put("exception", Redaction.strict().text(text.toString()));
    }
    try {
      return JSON.writeValueAsString(line) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree of texts
    }
  }

  private static String severity(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }
}
