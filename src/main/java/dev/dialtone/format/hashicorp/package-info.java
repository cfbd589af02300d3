/** The configuration files of Vault and Consul: where they listen. */
@NullMarked
package dev.dialtone.format.hashicorp;

import org.jspecify.annotations.NullMarked;
