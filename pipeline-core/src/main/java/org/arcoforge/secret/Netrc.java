package org.arcoforge.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads netrc files: machines with login and password, as ftp, curl and git read them. */
final class Netrc {
  private static final Pattern TOKEN = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");

  private Netrc() {}

  /** Returns the credential of a machine; the default entry's if it has none of its own. */
  static Optional<Credential> find(String text, String machine) {
    List<String> tokens = tokens(text);
    Optional<Credential> otherwise = Optional.empty();
    for (int i = 0; i < tokens.size(); i++) {
      boolean isDefault = tokens.get(i).equals("default");
      if (!isDefault && !tokens.get(i).equals("machine")) {
        continue;
      }
      String name = isDefault || i + 1 == tokens.size() ? "" : tokens.get(++i);
      String login = "";
      String password = "";
      while (i + 2 < tokens.size() && tokens.get(i + 1).matches("login|user|password|account")) {
        String value = tokens.get(i + 2);
        login = tokens.get(i + 1).matches("login|user") ? value : login;
        password = tokens.get(i + 1).equals("password") ? value : password;
        i += 2;
      }
      if (!password.isEmpty() && name.equalsIgnoreCase(machine)) {
        return Optional.of(new Credential(login, password));
      }
      if (isDefault && !password.isEmpty()) {
        otherwise = Optional.of(new Credential(login, password));
      }
    }
    return otherwise;
  }

  /** Words, without comments and macros. */
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    boolean macro = false;
    for (String line : text.split("\\R")) {
      macro &= !line.isBlank();
      if (macro || line.strip().startsWith("#")) {
        continue;
      }
      Matcher m = TOKEN.matcher(line);
      while (m.find()) {
        if (m.group().equals("macdef")) {
          macro = true;
          break;
        }
        tokens.add(m.group(1) == null ? m.group(2) : m.group(1).replaceAll("\\\\(.)", "$1"));
      }
    }
    return tokens;
  }
}
