package org.arcoforge.stac;

/** Names the keys of the documents in the catalog's store. */
public final class CatalogKeys {
  /** Key of the root document. */
  public static final String ROOT = "catalog.json";

  private static final String COLLECTION = "/collection.json";
  private static final String ITEM = "/item.json";

  private CatalogKeys() {}

  /** Returns the key of a feedstock's collection. */
  public static String collection(String feedstockId) {
    return feedstockId + COLLECTION;
  }

  /** Returns the key of one version's item. */
  public static String item(String feedstockId, String recipeId, String version) {
    return feedstockId + "/" + itemWithin(recipeId, version);
  }

  /** Returns the key of an item, relative to the collection's folder. */
  static String itemWithin(String recipeId, String version) {
    return recipeId + "/" + version + ITEM;
  }

  /** Returns the key of what is beside an item. */
  static String beside(String item, String name) {
    return item.substring(0, item.lastIndexOf('/') + 1) + name;
  }

  /** Returns whether a key is that of a collection. */
  public static boolean isCollection(String key) {
    return key.endsWith(COLLECTION) && key.indexOf('/') == key.length() - COLLECTION.length();
  }

  /** Returns whether a key is that of an item. */
  public static boolean isItem(String key) {
    return key.endsWith(ITEM) && key.chars().filter(c -> c == '/').count() == 3;
  }

  /** Returns the feedstock's id in a collection's or an item's key. */
  public static String feedstock(String key) {
    return key.substring(0, key.indexOf('/'));
  }
}
