/** The configuration files of Redis and Valkey: where they listen, whom they replicate. */
@NullMarked
package dev.dialtone.format.redis;

import org.jspecify.annotations.NullMarked;
