package org.arcoforge.commit;

/** A user name says who runs this process: what leases, requests to stop and rollbacks tell. */
public final class UserName {
  private UserName() {}

  /** Returns it; empty if nobody knows, as in containers that have no name for their user. */
  public static String ofProcess() {
    String name = System.getProperty("user.name", "");
    return name.equals("?") ? "" : name;
  }
}
