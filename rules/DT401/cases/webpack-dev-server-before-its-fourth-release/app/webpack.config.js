module.exports = {
  entry: "./src/index.js",
  devServer: {
    contentBase: "./",
  },
};
