/** The configuration file of MongoDB's server: where it listens. */
@NullMarked
package dev.dialtone.format.mongodb;

import org.jspecify.annotations.NullMarked;
