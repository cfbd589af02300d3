/** Files of environment variables: {@code .env} and what {@code env_file} names. */
@NullMarked
package dev.dialtone.format.dotenv;

import org.jspecify.annotations.NullMarked;
