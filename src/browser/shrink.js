// Shrinks a photo on the phone: a JPEG of at most 1,600 pixels and 200 kB, with
// nothing beside the picture. The server does the same again; here it saves the
// citizen's time and money, and keeps the place where it was taken on the phone.
//
// `sunwaiShrink(file)` promises a Blob; it is rejected where the browser cannot
// read the file. One photo at a time: an old phone has memory for no more.

self.sunwaiShrink = async (file) => {
  const SIDE = 1600;
  const BYTES = 200000;
  const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];

  // Older browsers refuse the option or the function; their <img> turns a photo
  // upright as well, only the page stands still meanwhile.
  const read = async () => {
    try {
      return await createImageBitmap(file, { imageOrientation: 'from-image' });
    } catch {
      const image = new Image();
      image.src = URL.createObjectURL(file);
      try {
        await image.decode();
      } finally {
        URL.revokeObjectURL(image.src);
      }
      return image;
    }
  };

  const picture = await read();
  const { width, height } = picture.naturalWidth ? { width: picture.naturalWidth, height: picture.naturalHeight } : picture;
  const canvas = document.createElement('canvas');
  const draw = (scale) => {
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    // A JPEG has no holes.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  };
  const write = (quality) => new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no memory for the photo'))), 'image/jpeg', quality);
  });

  try {
    let scale = Math.min(1, SIDE / Math.max(width, height));
    for (;;) {
      let blob;
      draw(scale);
      for (const quality of QUALITIES) {
        blob = await write(quality);
        if (blob.size <= BYTES) return blob;
      }
      // Bytes follow the pixels; a little less, so that it ends.
      scale *= 0.95 * Math.sqrt(BYTES / blob.size);
    }
  } finally {
    picture.close?.();
    // Frees the memory now and not some time later.
    canvas.width = 0;
  }
};
