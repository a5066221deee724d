/**
 * Where recipes are baked: stores, runner, secrets, hosts, prices, limits and who may write where,
 * read from one YAML file an environment. It must not know recipes, plans or how a bake is made.
 */
@NullMarked
package org.arcoforge.bakery;

import org.jspecify.annotations.NullMarked;
