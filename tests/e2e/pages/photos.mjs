// The photos that go with a complaint, on the page where it is checked.

export class PhotoChoice {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.input = page.locator('#photo');
    this.pictures = page.locator('.photo-choice__list img');
    this.said = page.locator('sunwai-photos [role=status]');
  }

  /** Chooses files: bytes of JPEGs, or whole files as the browser takes them. */
  async choose(...files) {
    await this.input.setInputFiles(files.map((file, place) => (
      Buffer.isBuffer(file) ? { name: `photo-${place}.jpg`, mimeType: 'image/jpeg', buffer: file } : file)));
  }

  /** Waits until so many are shown, each a picture. */
  async shows(count) {
    if (count) await this.pictures.nth(count - 1).waitFor();
    await this.pictures.nth(count).waitFor({ state: 'detached' });
    for (const picture of await this.pictures.all()) await picture.evaluate((image) => image.decode());
  }

  remove(number) {
    return this.visitor.page.getByRole('button', { name: this.visitor.text('photos.remove', { number: String(number) }) });
  }
}
