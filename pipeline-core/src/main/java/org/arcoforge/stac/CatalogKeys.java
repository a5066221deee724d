package org.arcoforge.stac;

/** Names the keys of the documents in the catalog's store. */
final class CatalogKeys {
  static final String ROOT = "catalog.json";
  private static final String COLLECTION = "/collection.json";
  private static final String ITEM = "/item.json";

  private CatalogKeys() {}

  static String collection(String feedstockId) {
    return feedstockId + COLLECTION;
  }

  static String item(String feedstockId, String recipeId, String version) {
    return feedstockId + "/" + itemWithin(recipeId, version);
  }

  /** Returns the key of an item, relative to the collection's folder. */
  static String itemWithin(String recipeId, String version) {
    return recipeId + "/" + version + ITEM;
  }

  static boolean isCollection(String key) {
    return key.endsWith(COLLECTION) && key.indexOf('/') == key.length() - COLLECTION.length();
  }

  static boolean isItem(String key) {
    return key.endsWith(ITEM) && key.chars().filter(c -> c == '/').count() == 3;
  }

  /** Returns the feedstock's id in a collection's or an item's key. */
  static String feedstock(String key) {
    return key.substring(0, key.indexOf('/'));
  }
}
